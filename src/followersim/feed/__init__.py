"""The feed: what is written in one world, message by message, in words that people might have used.

The model knows who wrote what kind of message, when and why; it knows no words. Here they get some. Every line is one
event of the model, and nothing is written that the model has not counted.
"""
