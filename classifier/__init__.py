"""Pure judgement: a submission in, an assessment out. No web, no database, no settings.

Start with ``classifier.engine.Classifier``; what goes in and comes out is in ``classifier.schema``.
"""
