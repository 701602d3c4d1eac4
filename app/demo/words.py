"""The names and words of the demo's people; all of them are made up."""

from __future__ import annotations

FIRST_NAMES = (
    *("Amina", "Ben", "Carys", "Dev", "Ewa", "Femi", "Grace", "Huw", "Ines", "Jamal"),
    *("Kasia", "Liam", "Marta", "Nadia", "Owen", "Priya", "Rhys", "Sunita", "Tomasz", "Yusuf"),
    *("Bronwen", "Chidi", "Dilys", "Emeka", "Fatima", "Gareth", "Hana", "Idris", "Joy", "Leila"),
)
LAST_NAMES = (
    *("Abara", "Bevan", "Clarke", "Dhillon", "Evans", "Farah", "Green", "Hughes", "Iqbal"),
    *("Jones", "Khan", "Lewis", "Mensah", "Nowak", "Okafor", "Patel", "Quinn", "Roberts"),
    *("Singh", "Taylor", "Usman", "Varga", "Walsh", "Yilmaz", "Zielinska", "Ahmed", "Brown"),
)

STRENGTHS = (
    "I know most families on our estate, and they know me.",
    "I am good at bringing shy people into a conversation.",
    "Twenty years of practice nursing, and a loud laugh.",
    "I speak three languages and cook for forty.",
    "I have been through a lot and I do not judge.",
    "I can explain a long letter in plain words.",
    "I make things happen with very little money.",
    "I listen first. People tell me that helps.",
)

# What people say for mentoring: what they offer, and what they would like.
MENTORING = (
    (
        "I can come along the first time somebody goes to a new group.",
        "I would like to say what I think in a meeting without my voice shaking.",
    ),
    (
        "I know how a surgery runs, and whom to ask for what.",
        "I want to learn how people on the estate get things going without us.",
    ),
    ("I have filled in every form there is.", "Somebody to walk with on a Wednesday."),
    ("I grow vegetables and give most of them away.", "To send a picture with my phone."),
    ("I have changed a team's habits twice, slowly.", "An honest view of how our desk feels."),
    ("I listen, and I do not give advice unless I am asked.", ""),
)

# Reflections; each tuple is one entry, sentence by sentence.
REFLECTIONS = (
    (
        "I asked a patient what matters to her instead of what is the matter with her.",
        "She talked about her allotment for ten minutes, and then about her breathing.",
        "I learned more in those ten minutes than in the three visits before.",
    ),
    (
        "We stood at the school gate with a flask of tea and no leaflets.",
        "By the second week people came to us.",
        "One dad said nobody had asked him a question like that since he left school.",
    ),
    (
        "I used to think being well was something the surgery gave you.",
        "Now I see it in the choir, in the bus that runs on Sundays, in having a key to the hall.",
        "I would like our practice to say this out loud.",
    ),
    (
        "It was hard to hear that people find our front desk cold.",
        "I did not explain or defend. I said thank you and wrote it down.",
        "On Monday we took the glass screen away.",
    ),
    (
        "When I was ill, it was my neighbour who got me out of the flat.",
        "She did not call it health. She called it walking the dog.",
        "I want to be that neighbour for somebody.",
    ),
    (
        "I am tired of being asked for my story and then not hearing what came of it.",
        "Here somebody rang me back and told me what had changed.",
        "That is why I am still coming.",
    ),
    (
        "Our figures only show who comes to us.",
        "The young men on the estate are not in them at all.",
        "Next month two of them will show us round, and we will pay them for it.",
    ),
    (
        "The exercise about money and power made me uncomfortable, in a good way.",
        "We decide a lot about people who are not in the room.",
        "I asked for two chairs at our next meeting to be kept for residents.",
    ),
    (
        "I tried saying less in the consultation.",
        "The silence felt long, and then she told me about her son.",
        "Nothing on my screen would have led me there.",
    ),
    (
        "What I bring is that I know what it is like to wait for a phone call that does not come.",
        "I said so in the session and saw three people nod.",
        "Being believed does something to your back. You sit up.",
    ),
    (
        "Our walk took us past four places to sit and one that was broken.",
        "The council mended it within a week, because three of us rang on the same day.",
        "I did not know it could be that simple.",
    ),
    (
        "I have always been the one who fills in the form for people.",
        "This time I asked him to hold the pen, and he did it himself.",
        "It took twice as long and it was worth it.",
    ),
    (
        "The knitting group knew about the damp before any of our systems did.",
        "They have a list, with names and dates.",
        "We now go there once a month and ask what is on the list.",
    ),
    (
        "Somebody said that a good surgery feels like a kitchen.",
        "I keep thinking about that.",
        "Ours feels like a station.",
    ),
    (
        "I was nervous about speaking next to doctors.",
        "One of them told me she was nervous about speaking next to me.",
        "We both laughed and after that it was easy.",
    ),
    (
        "My confidence went when I lost my job, not when I got my diagnosis.",
        "Nobody had ever put those two in that order for me.",
        "Now I say it to other people who are in the same place.",
    ),
    (
        "We asked the food club what they could teach us instead of what they need.",
        "There are two electricians, a beekeeper and a retired midwife in there.",
        "The beekeeper is coming to our next team day.",
    ),
    (
        "I went home and asked my own children what keeps them well.",
        "The answer was the dog, the big tree and Nan.",
        "No part of my job is about any of those.",
    ),
    (
        "It helps me that I may do this on my phone in the car park.",
        "Ten minutes, one page, and it remembers where I was.",
        "I have finished things this month that I usually never finish.",
    ),
    (
        "The bus shelter was where the real conversation happened.",
        "Two women explained the whole neighbourhood to me while we waited.",
        "I missed the bus on purpose.",
    ),
    (
        "When people run it themselves, it keeps going after the money stops.",
        "I have seen three projects end and one that did not.",
        "The one that did not never had a logo.",
    ),
    (
        "I said no to a meeting and went to the allotment instead.",
        "I came back with two names and an invitation.",
        "That was the best hour of work this week.",
    ),
    (
        "It is not that people are hard to reach.",
        "We are hard to reach, on the second floor, behind a phone queue.",
        "I would like that sentence on our wall.",
    ),
    (
        "My neighbour and I now check on each other on Sundays.",
        "She brings soup and I read her letters to her.",
        "We are both better for it, and nobody is the patient.",
    ),
)

PRIVATE_REFLECTIONS = (
    "I did not say much this week. I am still finding out whether I trust this group.",
    "Too much on. I read the case study on the bus and it stayed with me.",
    "I want to talk with my manager about the listening walk before I write more here.",
    "Good session. I want to remember how quiet it went when Amina spoke.",
)
