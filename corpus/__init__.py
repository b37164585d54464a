"""What was published: notices read from files and cut into their clauses.

Imports point one way: corpus <- index <- {eval, service}.  Nothing here knows of models, databases or HTTP.
"""
