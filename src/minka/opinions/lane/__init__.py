"""A short way for the vote of somebody who voted here before: many votes in one commit, each answered after it.

It stands before Django and takes only the plainest case. Everything else, and everything that goes wrong, it hands on
to the view (``views.voting.vote``), which is the reference. Voting twice is voting once: a vote may go both ways.
"""
