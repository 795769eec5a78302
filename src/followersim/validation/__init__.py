"""Does the model look like what was published? Every calibration target, measured as its source measured it.

`arms` says what is run, `observing` and `watching` what is taken down in a world, `sample` turns worlds into a value
with an interval, `targets` is the list of targets, `validate` runs them all and gives the verdicts, `page` writes them
into the documentation.
"""
