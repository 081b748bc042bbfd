"""A store brought up to date with edited data: the few records that change, not all anew.

A unit that is edited, added or removed changes its own records, the postings of its words, how rare
these words are, and what is near it in the hierarchy and in history. It is worked out from the unit as
it was and as it is now; so is what an entry of the thesaurus or a country says of words. Amended or
compiled anew, a store says the same, though it may number the units otherwise.
"""
