"""Everything that happens by itself, as one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """One task that is rung for again and again, in seconds."""

    task: str
    every: float
    why: str


TICKS = (
    Tick("send_letters", 5, "letters leave when they are due, and those in doubt are found"),
    Tick("ask_after_letters", 300, "carriers that know are asked whether letters arrived"),
    Tick("pass_on_seats", 60, "seats that were offered and not taken go to the next in line"),
    Tick("plan_reminders", 60, "people who joined later get reminders of what is still ahead"),
    Tick("plan_releases", 60, "when a module opens, each person gets one letter about it"),
    Tick("plan_digests", 900, "people who chose that get one letter a week, on Monday morning"),
    Tick("close_polls", 30, "polls close at their time and are counted, each once"),
    Tick("recheck_lists", 600, "what nobody needs any more leaves the call and post lists"),
    Tick("forget_rosters", 3600, "lists of people that were sent to be read are kept for one day"),
    Tick("forget_imports", 3600, "logs that were brought along wait for a yes for one day"),
    Tick("forget_strangers", 3600, "who never opened the letter that a word brought is forgotten"),
    Tick("erase_reflections", 3600, "entries that people threw away 14 days ago are erased"),
    Tick("escalate_worries", 60, "worries that nobody opened in time go to the deputy"),
    Tick("end_rests", 3600, "people whose rest from mentoring is over can be found again"),
    Tick("read_texts", 60, "texts that came in are taken, each once, and have a fate"),
    Tick("ask_pledges", 900, "people are asked how their pledges go, after 30, 60 and 90 days"),
    Tick("ask_assets", 3600, "whoever told of a place is asked each half year: is it still so?"),
    Tick("ask_check_ins", 900, "pairs are asked how it is going, and silence is noticed"),
    Tick(
        "look_after_pairs", 60, "proposals are told and end in time; breaks end; leaving ends pairs"
    ),
    Tick("build_outputs", 10, "builds whose bell was not heard, or whose worker died, go on"),
    Tick("issue_certificates", 60, "whoever has gone through a course gets a certificate, once"),
    Tick("remind_authors", 900, "whoever has not answered about their words is reminded, once"),
    Tick("make_copies", 15, "people get a copy of all that is kept about them"),
    Tick("forget_copies", 300, "copies that were fetched, or waited for a week, are removed"),
    Tick("erase_people", 60, "people who asked for it a week ago are erased, step by step"),
    Tick("end_unused", 3600, "whoever did not come in for years is told, and erased after it"),
    Tick("seal_record", 5, "what was done is sealed into the chain of the record"),
    Tick("let_record_go", 86400, "what the record has kept for six years goes"),
    Tick("look_after_ways_in", 600, "e-mail addresses change in time; old codes are forgotten"),
    Tick("match_people", 10, "matchings whose bell was not heard, or whose worker died, go on"),
)
