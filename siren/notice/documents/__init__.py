"""Documents to text, each kind with its library; :mod:`siren.notice.apart` runs them.

A reader takes bytes and returns text, or raises ``CannotRead`` with the sentence that people see.
"""
