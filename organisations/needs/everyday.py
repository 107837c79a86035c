"""Words that people use for a need, in English and Welsh: what every network starts with.

Its coordinators add the words of their place, and remove what misleads there.
"""

from typing import Final

ENGLISH: Final[dict[str, str]] = {
    "food": "hungry, groceries, food bank, foodbank, food parcel, food voucher, meals, shopping,"
    " nothing to eat, baby milk, formula milk, breakfast, free school meals",
    "fuel": "leccy, electric, electricity, gas, meter, prepay meter, prepayment meter, top up,"
    " heater, boiler, cold, warm room, warm space, energy bill, smart meter, no heating",
    "cash": "skint, broke, no money, hardship fund, hardship grant, crisis grant, crisis loan,"
    " emergency payment, cash grant, household support fund, local welfare",
    "furniture": "bed, beds, mattress, sofa, cot, cooker, fridge, freezer, washing machine,"
    " white goods, carpet, carpets, curtains, table, wardrobe, microwave",
    "clothing": "clothes, coat, shoes, nappies, nappy, pram, buggy, baby clothes, baby bank,"
    " school uniform, uniform, winter coat, underwear, baby things",
    "toiletries": "soap, shampoo, toothpaste, sanitary pads, tampons, period products, period"
    " poverty, hygiene, toilet roll, washing powder, deodorant, razors",
    "travel": "bus, bus fare, bus pass, train, train fare, petrol, taxi, fares, tickets,"
    " getting there, transport, travel card",
    "shelter": "homeless, sofa surfing, rough sleeping, sleeping rough, on the streets, hostel,"
    " night shelter, nowhere to stay, nowhere to sleep, kicked out, roof over my head, refuge",
    "phone": "mobile, sim, sim card, credit, phone credit, smartphone, data, broken phone,"
    " charger, handset",
    "debt": "debts, bailiffs, bailiff, owing, owe money, loan, loans, loan shark, payday loan,"
    " catalogue, credit card, council tax arrears, bankruptcy, breathing space, overdraft,"
    " enforcement agents",
    "benefits": "universal credit, uc, pip, dla, esa, jsa, sanctioned, sanction, jobcentre,"
    " job centre, dwp, carers allowance, pension credit, housing benefit, child benefit,"
    " attendance allowance, mandatory reconsideration, claim, the social",
    "housing": "landlord, rent, rent arrears, eviction, evicted, section 21, tenancy, damp,"
    " mould, mold, repairs, council house, council flat, overcrowded, disrepair, deposit",
    "immigration": "visa, asylum, refugee, nrpf, no recourse, home office, brp, evisa,"
    " settled status, leave to remain, papers, passport, undocumented, citizenship",
    "employment": "job, jobs, unemployed, redundancy, redundant, sacked, wages, cv, interview,"
    " zero hours, dismissed, unpaid wages, job search",
    "family": "kids, children, parenting, divorce, separation, contact with children, childcare,"
    " child maintenance, teenager, mum, dad, relationship, custody",
    "domestic_abuse": "domestic violence, dv, abusive partner, violent partner, coercive control,"
    " hits me, beaten, scared of partner, stalking, forced marriage, honour based abuse,"
    " controlling",
    "legal": "solicitor, lawyer, court, tribunal, legal aid, hearing, law centre, appeal,"
    " barrister, judge",
    "mental_health": "depressed, depression, anxiety, anxious, stress, suicidal, panic attacks,"
    " counselling, therapy, low mood, self harm, ptsd, not coping, grief, bereavement",
    "physical_health": "doctor, gp, dentist, prescription, disability, disabled, wheelchair,"
    " nurse, hospital, illness, long covid, hearing aid, glasses, ill, pain",
    "drugs_alcohol": "drinking, drunk, addiction, addict, alcoholic, heroin, cannabis, rehab,"
    " detox, methadone, recovery, gambling",
    "digital": "computer, laptop, online, wifi, wi-fi, email, tablet, cannot get online,"
    " online form, broadband, it skills, password",
    "education": "school, college, course, english class, esol, reading and writing, training,"
    " exclusion, excluded from school, ehcp, learning, send, literacy, maths",
    "isolation": "lonely, alone, befriending, friends, company, day centre, lunch club, isolated,"
    " someone to talk to, coffee morning, no friends",
    "care": "carer, carers, young carer, respite, social care, looking after, care home,"
    " home help, carers assessment, dementia, elderly parent, caring",
}  # fmt: skip
WELSH: Final[dict[str, str]] = {
    "food": "banc bwyd, parsel bwyd, llwgu, newynog, prydau, siopa",
    "fuel": "trydan, nwy, mesurydd, gwresogi, oer, ynni, bil ynni",
    "cash": "dim arian, argyfwng arian, grant caledi, taliad brys",
    "furniture": "gwely, dodrefn, popty, oergell, peiriant golchi, soffa, matres",
    "clothing": "dillad, cewynnau, clytiau, cot, esgidiau, gwisg ysgol",
    "toiletries": "sebon, past dannedd, siampŵ, cynnyrch mislif, papur toiled",
    "travel": "bws, tocyn bws, trên, teithio, tacsi",
    "shelter": "digartref, cysgu allan, cysgu ar soffa, lloches, unman i fynd",
    "phone": "ffôn, ffôn symudol, cerdyn sim, credyd ffôn, gwefrydd",
    "debt": "dyledion, beilïaid, benthyciad, cerdyn credyd, ôl-ddyledion, methdaliad",
    "benefits": "budd-daliadau, credyd cynhwysol, lwfans, sancsiwn, canolfan waith, hawlio",
    "housing": "rhent, tai, troi allan, tamprwydd, llwydni, tenantiaeth",
    "immigration": "mewnfudo, lloches wleidyddol, ffoadur, fisa, statws sefydlog",
    "employment": "gwaith, swydd, di-waith, cyflog, diswyddo",
    "family": "teulu, plant, ysgariad, rhieni, gofal plant, perthynas",
    "domestic_abuse": "cam-drin domestig, trais domestig, partner treisgar, trais yn y cartref",
    "legal": "cyfreithiwr, llys, cyfraith, tribiwnlys, cymorth cyfreithiol",
    "mental_health": "iselder, gorbryder, iechyd meddwl, straen, cwnsela, galar",
    "physical_health": "meddyg, meddyg teulu, deintydd, salwch, anabledd, ysbyty",
    "drugs_alcohol": "cyffuriau, alcohol, yfed, dibyniaeth, gamblo",
    "digital": "cyfrifiadur, ar-lein, rhyngrwyd, gliniadur, e-bost",
    "education": "ysgol, coleg, cwrs, dysgu, darllen ac ysgrifennu, hyfforddiant",
    "isolation": "unig, unigrwydd, cyfeillio, cwmni, ffrindiau",
    "care": "gofalwr, gofalwyr, gofal, gofalu, seibiant, gofalwr ifanc",
}


def starting_words() -> list[tuple[str, str, str]]:
    """(need, word, language)."""
    return [
        (need, word.strip(), language)
        for language, words in (("en", ENGLISH), ("cy", WELSH))
        for need, listed in words.items()
        for word in listed.split(",")
    ]
