"""The demonstration's work: plans in authentic style, taken in through the real intake, half-way through.

All of it is invented. Every day is counted from the day of loading, so that it never rots.
"""
