"""Days by rule: periods, rules that recur, working days, and days as offices write them.

A library without Django and without a database. What recurs is a `rule.Rule`; what a sentence means by
"trong quý II" says `written.parse_day`; which days are worked is a `working.Calendar`, in Vietnam
`working.Vietnam`. `donghanh.calendar` keeps the days that decrees move.
"""
