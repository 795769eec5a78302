"""The report room: what a run found, told in words and shown as pictures for people who were not there.

`story` is what there is to say, in a language, whatever the form; `html` makes one page of it. The numbers are those of
``summary.json``, the pictures those of the charts room.
"""
