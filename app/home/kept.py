"""What is kept about people, who sees it and for how long, as the privacy page says it."""

from __future__ import annotations

from app.home.kept_ways_in import WAYS_IN, Kept

MEMBER = "While you are a member"
UNLESS_DELETED = "While you are a member, or until you delete your mentoring profile"
COHORT = "While the cohort is kept"
YOU_AND_THEM = "You and the facilitators of your cohort"
THEM = "The facilitators of your cohort"


KEPT = (
    Kept(
        "Your name and e-mail address",
        "You, the facilitators of your cohort and programme leads",
        MEMBER,
    ),
    Kept(
        "Your phone number, your postal address, and how, when and in which language we reach you",
        YOU_AND_THEM,
        "Until you or they change it",
    ),
    Kept(
        "Your certificates: your name and course, when, and how long you learned",
        "You, whoever looks after your cohort, and whoever you show their code to",
        MEMBER,
    ),
    *WAYS_IN,
    Kept("What you say you bring", "You and the people in your cohort", MEMBER),
    Kept("The text size and spacing that you like", "You", MEMBER),
    Kept(
        "A list of people that a facilitator sends us to invite them",
        "The facilitators of that cohort",
        "The list: one day",
    ),
    Kept(
        "A name and address that somebody typed to join with, and never used",
        "Nobody",
        "About one day",
    ),
    Kept(
        "Which steps of a module you opened and have done, and when",
        "You and the facilitators of your cohort. Of a reflection, they see only that it is done",
        MEMBER,
    ),
    Kept("Your answers in a knowledge check", "You", MEMBER),
    Kept(
        "Your reflections",
        "You, and whoever you share one with. For a serious reason two people together can open "
        "them for a day; you are told at once",
        MEMBER,
    ),
    Kept("Which features of health creation you say a reflection is about", "You", MEMBER),
    Kept("A reflection that you throw away", "You", "14 days, or until you erase it"),
    Kept(
        "What you share: for whom, what for, until when, who opened it, and what was said",
        "You; whoever you share it with sees what you wrote, what for, and what was said",
        "Until you delete the reflection",
    ),
    Kept(
        "Requests to open your log, why, who answered, and what was read",
        "You, programme leads and safeguarding leads",
        MEMBER,
    ),
    Kept("What you began to write in them", "You", "Until you save it or throw it away"),
    Kept("Whether you mean to come to a session, and what you need there", YOU_AND_THEM, COHORT),
    Kept("That you opened the online room of a session through us, and when", THEM, COHORT),
    Kept(
        "Whether you took part in a session, and each change of that in the register",
        THEM,
        COHORT,
    ),
    Kept(
        "After you could not be there: who calls you, what came of it, and a note",
        THEM,
        COHORT,
    ),
    Kept("How far you are with catching up on a session", YOU_AND_THEM, COHORT),
    Kept(
        "A private address for your calendar",
        "You, and whoever you give it to",
        "Until you end it",
    ),
    Kept(
        "A session that you propose, and a role that you have at one",
        "The people in your cohort",
        COHORT,
    ),
    Kept(
        "Words and pictures you offer to your community, also those that a facilitator wrote down "
        "for you, and what you allow for each",
        "Whoever you allow, under the name you choose",
        "Until you take them back",
    ),
    Kept(
        "A word that you give to somebody to read your story, until when, and how often it was "
        "opened; never by whom",
        "You, and whoever runs your cohort if you put your name to the story",
        "Until you take the story back",
    ),
    Kept(
        "What you hold a plumbline to, and the numbers that you give",
        "You. If you let them count, people in your cohort see means of at least 8 people",
        "Until you erase it; at the longest while you are a member",
    ),
    Kept(
        "What a group with you said at a plumbline, and who typed it in",
        "Those who were in the group, or your cohort, as the group chose. Your name stands there "
        "only if you say so",
        "Until the group erases it; without your name when you are no member any more",
    ),
    Kept(
        "What you pledge, and what you say about how it goes",
        "You; your cohort or its facilitators read a pledge only if you show it to them, and never "
        "what you say about it",
        "Until you erase it; at the longest while you are a member",
    ),
    Kept(
        "What you told about groups, services and places, and what you would change about them",
        "The people in your cohort",
        "While the cohort is kept; without your name when you are no member any more",
    ),
    Kept(
        "What you offer to others, if you said yes to showing it",
        "The people in your cohort",
        "Until you take it back; at the longest while you are a member",
    ),
    Kept(
        "Your support map: who and what supports you, with whom you share it, and who opened it",
        "You; whoever you share a version with, until the day you say",
        "Until you erase it; at the longest while you are a member",
    ),
    Kept(
        "What you say of your own wellbeing",
        "You",
        "Until you erase it; at the longest while you are a member",
    ),
    Kept(
        "What you answer to other questions about yourself, where somebody asks them here",
        "You",
        "Until you erase it; at the longest while you are a member",
    ),
    Kept(
        "What you propose to look at in your cohort, and what you found",
        "The people in your cohort, and programme leads. Small numbers of people are never told",
        "While the cohort is kept; without your name when you are no member any more",
    ),
    Kept(
        "What you tell us that you are worried about",
        "The safeguarding lead; the deputy too when nobody opened it within a day, or when it is "
        "about the lead",
        "For good, so that people stay safe; without your name when you are no member any more",
    ),
    Kept(
        "What you are offered for a task, your answer, and that it was paid; never whether you get "
        "benefits",
        "You and the coordinators; finance sees your name, the sum and the day",
        "The sum stays for the accounts, without your name when you are no member any more",
    ),
    Kept(
        "Who helps you, with what and until when",
        "You, whoever helps you, and the people who run your cohort where they set it up with you",
        MEMBER,
    ),
    Kept(
        "Letters we sent you, and whether they arrived",
        "You; facilitators see that they went. They see what a letter says only when they ring "
        "you or bring it on paper",
        MEMBER,
    ),
    Kept(
        "When you meet with somebody in mentoring, how, and where",
        "The two of you; mentoring coordinators see the month in which you last met",
        MEMBER,
    ),
    Kept(
        "With whom a matching would pair you and why, or why it found nobody",
        "Mentoring coordinators; when you are asked, the two of you",
        MEMBER,
    ),
    Kept("The hours that you gave and received in mentoring", "You", MEMBER),
    Kept(
        "How you say it is going in mentoring, and whether you would like a call",
        "You and mentoring coordinators; not whom you walk with",
        MEMBER,
    ),
    Kept("A text of yours that we could not read as an answer", "You", MEMBER),
    Kept("A number that is nobody’s here and sent us a text", "Nobody", "30 days"),
    Kept("Why a mentoring coordinator should ring you", "Mentoring coordinators", MEMBER),
    Kept(
        "Your notebook and your goals in mentoring",
        "The two of you",
        "Until you take an entry out; both while you are a member",
    ),
    Kept(
        "What you gained in mentoring, and whether you would be in touch afterwards",
        "The two of you. That both would be in touch, or would walk together again, is shown when "
        "both have said so",
        MEMBER,
    ),
    Kept("With whom you would not like to be paired again", "You", "Until you take it back"),
    Kept(
        "That somebody could not be reached in mentoring",
        "The two of you, and mentoring coordinators",
        MEMBER,
    ),
    Kept("What somebody noted when they rang you or brought you a letter", THEM, MEMBER),
    Kept(
        "What you say for mentoring: what you offer and would like, how and when you like to talk, "
        "where, for how many you have time, and who manages you",
        "You and mentoring coordinators; people in your cohorts see what you offer and would like",
        UNLESS_DELETED,
    ),
    Kept(
        "What you say that you may share with somebody you walk with",
        "You. The matching uses it. When both of you say yes, the two of you read what you both "
        "said",
        "Until you take it away, or delete your mentoring profile",
    ),
    Kept(
        "Whom you would choose for mentoring",
        "You, and a coordinator who enters it for you",
        "Until you change it, or delete your mentoring profile",
    ),
    Kept(
        "When your mentoring profile was changed, and by whom",
        "You and mentoring coordinators",
        MEMBER,
    ),
    Kept(
        "Who was proposed to you in mentoring, and that you answered",
        "You and the other see how it stands, and so do mentoring coordinators. Nobody sees who "
        "said no",
        MEMBER,
    ),
    Kept(
        "What you and the other agree, who signed it, and who read it out to whom",
        "You two. A mentoring coordinator sees what it says only while they read it out to you; "
        "you both see that they did",
        "While one of you is a member",
    ),
)
