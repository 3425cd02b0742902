r"""The record of a test on one page, made from the journal alone.

::

    journal lines -> gather.py -> Report -> as_dict.py   JSON
                                        \-> page.py -> Page -> html.py, or cli/report_text.py
"""
