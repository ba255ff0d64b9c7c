"""Manuscripts: the quotations and citation links in them."""
