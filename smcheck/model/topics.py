"""Topics: what posts are about, as far as a policy may list what may be posted."""

from __future__ import annotations

from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "council-business": "agendas, meetings, decisions and reports of the council",
    "services": "bins, roads, parks, allotments and other public services",
    "consultations": "surveys and consultations",
    "events": "events, markets, ceremonies",
    "good-news": "awards, thanks, works that are finished",
    "vacancies": "jobs, councillors' seats and volunteers wanted",
    "partner-information": "what the police, the NHS and other public bodies say",
    "weather-and-emergencies": "weather warnings, floods, closures",
    "community-groups": "clubs, charities and groups of the place",
    "elections": "polls, registration and photo identification",
    "private-sales": "things and services that private people sell or want",
    "lost-and-found": "lost and found pets and things",
    "national-news": "news of the country and the world",
    "jokes": "jokes, memes and quizzes for fun",
    "sports-results": "results of matches",
    "personal-occasions": "birthdays, weddings and anniversaries of single people",
}
"""Every topic that is recognised, with what it covers; `wordlists/topics.csv` has their words, by role."""
