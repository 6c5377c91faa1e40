"""Who does the hours of pools, when all dates and teams are fixed.

Feasibility and overload fall apart by period: each is a transport problem, and only
parallel limits, floors and locks ask for more.
"""
