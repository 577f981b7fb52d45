"""Words that tables use everywhere, in the languages of those who may bring one; the reading never asks which."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(word for word in listed.split())


# What stands in a cell without a value, in small letters, spaces left out; the last rows are spreadsheets' own.
MISSING = frozenset([""]) | _words("""
    - – — -- --- . .. ... … ? ?? * \\n na n/a n.a. n.d. nd b.d. s/d nan null none nil missing fehlt k.a. k.a ka
    keineangabe #n/a #na #nv #n/d #div/0! #wert! #value! #valeur! #¡valor! #valore! #arg! #bezug! #ref! #name? #num!
    #zahl! #null! #####
""")
# What begins a row that sums the others up.
TOTALS = _words("""
    summe gesamt insgesamt mittelwert mittel durchschnitt standardabweichung total totale sum mean average avg
    median std sd somme moyenne suma promedio media somma średnia razem
""")
# Of these is the head of a column that only counts the rows.
COUNTERS = frozenset([""]) | _words("""
    nr nr. no no. n° # id index lfd. lfd.nr. num núm. lp lp. messung versuch lauf trial run row zeile observation obs
    point
""")
# Units that take the prefixes of the SI, and those that take none.
PREFIXED = _words("m g s N J W V A Ω F H K Pa Hz l L mol eV C T lx bar Wb cal B bit")
PLAIN = _words("""
    % ‰ ° °C °F ℃ ′ ″ Ohm min h d a t ha kn kt ft in mi yd lb lbs oz mph kmh rpm ppm ppb dB u px pt mmHg cmHg inHg
    atm Torr psi kWh MWh Wh Ah mAh VA inch inches foot feet mile miles pound pounds second seconds sec secs minute
    minutes hour hours day days week weeks month months year years meter metre meters metres gram grams percent
    degrees litre liter Sekunde Sekunden Minute Minuten Stunde Stunden Tag Tage Tagen Woche Wochen Monat Monate
    Monaten Jahr Jahre Jahren Meter Metern Gramm Prozent Grad Euro Cent Dollar € $ £ ¥ k€ k$ EUR USD CHF GBP SEK PLN
    INR Rs Rs. ₹ zł kr Fr Fr. Mio Mio. Mrd Mrd. Stk Stück mètre mètres seconde secondes heure heures jour jours an ans
    metro metros segundo segundos hora horas día días año años anno anni giorni ore secondi metri
""")
# What a prefix stands for, as a power of ten; and the units of time that are no such power of a second.
PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "m": -3, "c": -2, "d": -1, "h": 2, "µ": -6, "μ": -6, "n": -9, "p": -12}
SECONDS = {"min": 60, "h": 3600}
# Quotients of units that are no quantity over its unit.
QUOTIENTS = _words("m/s m/s² m/s2 m/s^2 g/l g/L l/s L/s m/min m/h J/K J/g N/C A/m V/m")
