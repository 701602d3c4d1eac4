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
)

PRIVATE_REFLECTIONS = (
    "I did not say much this week. I am still finding out whether I trust this group.",
    "Too much on. I read the case study on the bus and it stayed with me.",
    "I want to talk with my manager about the listening walk before I write more here.",
    "Good session. I want to remember how quiet it went when Amina spoke.",
)
