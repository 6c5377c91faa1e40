"""The brief of a scenario: what it says, and that every number is in a table."""

import re

import pandas as pd
import pytest

from optimizer.report.wording import day
from scenarios.answers.answer import AnswerKind
from scenarios.answers.answering import WhatIf
from scenarios.brief.comparison import brief_of_comparison, sentences_of_plans
from scenarios.brief.what_if import brief_of_what_if
from scenarios.errors import NotAnswered
from scenarios.tables.dossier import Dossier
from scenarios.tables.lineup import Lineup


def untraceable(sentences, tables):
    """Numbers of sentences that no cell of the tables beside them has."""
    found = []
    for sentence in sentences:
        rest = sentence.text
        for figure in sentence.figures:
            table = tables[figure.table]
            cell = table.loc[table.iloc[:, 0] == figure.row, figure.column].iloc[0]
            if isinstance(cell, pd.Timestamp):
                cell = day(cell)
            said = re.sub(r"[^\d.]", "", figure.text.replace("\N{MINUS SIGN}", ""))
            if figure.content != cell or (
                isinstance(figure.content, float) and float(said) != abs(cell)
            ):
                found.append(figure)
            before, _, after = rest.partition(figure.text)
            found += re.findall(r"\d+", before)
            rest = after
        found += re.findall(r"\d+", rest)
    return found


def told(brief):
    return [sentence.text for sentence in brief.sentences]


def test_the_blocked_team_in_seven_sentences(dossier):
    assert told(brief_of_what_if(dossier)) == [
        "The best response delivers 3,115 k€, 385 k€ less than before (3,500 k€).",
        "That is proven best: no plan is worth more, and none of this value has fewer "
        "moves.",
        "If nobody decides anything and everything slides, 2,730 k€ is delivered, 385 "
        "k€ less.",
        "With the same teams and the best dates 2,925 k€ is delivered, 190 k€ less.",
        "5 of 7 running projects end on time; late: AI (210 k€ lost) and UI (175 k€ "
        "lost).",
        told(brief_of_what_if(dossier))[5],
        "The knee is at 2 moves: 3,080 k€; what comes after it brings less.",
    ]


def test_the_moves_are_named(dossier):
    sentence = told(brief_of_what_if(dossier))[5]
    assert re.match(r"4 moves: \w+ joins \w+, .* and \w+ joins \w+\.$", sentence)


def test_every_number_of_a_brief_stands_in_a_table(dossier):
    brief = brief_of_what_if(dossier)
    assert sum(len(sentence.figures) for sentence in brief.sentences) > 10
    assert untraceable(brief.sentences, dossier.tables) == []


def test_every_number_of_a_comparison_stands_in_a_table(lineup):
    sentences = (*brief_of_comparison(lineup).sentences, *sentences_of_plans(lineup))
    assert sum(len(sentence.figures) for sentence in sentences) > 20
    assert untraceable(sentences, lineup.tables) == []


def test_what_is_not_proven_is_not_claimed(unproven):
    brief = brief_of_what_if(Dossier.gather(unproven))

    assert told(brief)[1] == "It is the best found: at most 85 k€ more is possible."
    assert "proven" not in str(brief)


def test_a_bound_that_is_not_known_is_not_made_up(blocked):
    interval = blocked.response.net_value.model_copy(update={"high": None})
    response = blocked.response.replace(status="feasible", net_value=interval)
    answers = (*blocked.answers[:-1], response)
    changed = WhatIf(
        blocked.scenario, blocked.base, blocked.situation, answers, blocked.input_hash
    )

    brief = brief_of_what_if(Dossier.gather(changed))

    assert told(brief)[1] == "How much better a plan could be is not known."


def test_fewest_moves_are_claimed_only_where_they_are_proven(blocked):
    open_moves = tuple(
        tier.replace(status="feasible") if tier.name == "moves" else tier
        for tier in blocked.response.tiers
    )
    answers = (*blocked.answers[:-1], blocked.response.replace(tiers=open_moves))
    changed = WhatIf(
        blocked.scenario, blocked.base, blocked.situation, answers, blocked.input_hash
    )

    brief = brief_of_what_if(Dossier.gather(changed))

    assert told(brief)[1] == "That is proven best: no plan is worth more."


def test_without_a_plan_the_brief_says_what_is_proven(impossible):
    dossier = Dossier.gather(impossible)
    brief = brief_of_what_if(dossier)

    assert untraceable(brief.sentences, dossier.tables) == []
    assert told(brief)[:3] == [
        "No plan can keep every rule: that is proven.",
        "These cannot all hold: AI is mandatory. AI ends by 2026-03-02.",
        "If nobody decides anything and everything slides, 2,730 k€ is delivered.",
    ]


def test_without_a_response_there_is_no_brief(blocked):
    stopped = WhatIf(
        blocked.scenario,
        blocked.base,
        blocked.situation,
        tuple(a for a in blocked.answers if a.kind is not AnswerKind.RESPONSE),
        blocked.input_hash,
        complete=False,
    )
    dossier = Dossier.gather(stopped)

    assert not dossier.is_answered
    with pytest.raises(NotAnswered, match="has no response"):
        brief_of_what_if(dossier)


def test_a_comparison_names_the_best_and_what_nobody_needs(lineup):
    text = str(brief_of_comparison(lineup))

    assert "Best response delivers the most: 3,115 k€." in text
    assert "That is 385 k€ more than Everything slides." in text
    assert "Nobody needs Everything slides" in text
    assert "Cannot be carried out, as rules are broken: Present plan." in text


def test_plans_that_all_break_rules_are_no_choice(blocked):
    broken = [c for c in blocked.candidates() if not c.answer.accepted]
    twin = type(broken[0])("The same again", broken[0].situation, broken[0].answer)

    brief = brief_of_comparison(Lineup.gather([broken[0], twin]))

    assert told(brief) == ["None of these plans keeps every rule."]
