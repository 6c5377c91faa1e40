"""People to the seats of a team."""

from optimizer.search.matching import seat


def test_the_best_liked_person_takes_the_only_seat():
    assert seat([[3, 1]], [1]) == ((3, 0),)


def test_a_person_moves_where_another_can_do_less():
    assert seat([[0, 1], [0]], [1, 1]) == ((1, 0), (0, 1))


def test_seats_beyond_the_people_stay_empty():
    assert seat([[0, 1], [0, 1]], [1, 2]) is None


def test_who_must_be_in_takes_a_seat_although_liked_least():
    assert seat([[0, 1, 2]], [2], must=(2,)) == ((0, 0), (2, 0))


def test_two_who_must_be_in_find_seats_that_both_can_take():
    assert seat([[0, 1], [1]], [1, 1], must=(1, 0)) == ((0, 0), (1, 1))


def test_who_must_be_in_but_cannot_leaves_no_team():
    assert seat([[0, 1]], [1], must=(2,)) is None
