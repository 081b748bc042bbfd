"""Words that carry no subject, per language, as folded forms.

FUNCTION words (articles, pronouns, prepositions, auxiliaries) never count. SCAFFOLDING words are
how a question is put ("who do I contact about", "wer ist zuständig für"); they don't count
either. Both hold for their own language only: `war` and `die` are silent in German, not in
English. KIND words name kinds of unit; they count next to nothing, but say which kind is meant.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION = {
    "en": _set("""
a about above across after again against all almost along already also although always am among an
and another any anybody anyone anything are around as at away be became because become been before
being below between both but by can cannot cant could couldnt did didnt do does doesnt doing done
dont down during each either else enough even ever every everybody everyone everything few for from
further get gets getting give given gives go goes going gone got had has have havent having he her
here hers herself him himself his how however i if im in into instead is isnt it its itself ive just
keep keeps kept let lets like likely lot lots many may maybe me might mine more most much must my
myself near need needs needed never next no nobody none nor not nothing now of off often ok on once
one only onto or other others otherwise our ours ourselves out over own per perhaps please put quite
rather re really same say says see seem seems several shall she should since so some somebody someone
something soon still such sure take takes taken than thank thanks that thats the their theirs them
themselves then there these they theyre thing things this those though through thus to together too
toward towards under until up upon us use used uses using very via was way we well went were weve what
whatever when whenever where wherever whether which whichever while whole whose why will with within
without would yes yet you your yours yourself
"""),
    "fr": _set("""
a apres au aux avant avec ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment contre dans de deja
depuis des donc dont du elle elles en encore entre est et etaient etait ete etre eux fait faire faut
fois font hors ici il ils je jusque la laquelle le lequel les lesquels leur leurs lors lui ma mais me
meme memes mes moi moins mon ne ni nos notre nous on ont ou par parce pas peu peut peuvent peux plus
pour pourquoi pouvez pouvoir puis puisje quand quant que quel quelle quelles quelqu quelque quelques
quels qui quoi rien sa sans sauf se sera serait ses si sien soi soient sois sommes son sont sous suis
sur ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu un une unes va
vais veut veux vers voici voila voir vont vos votre vous y avoir ai as avons avez avait auront aura
cest quelquun svp merci bonjour
"""),
    "es": _set("""
a al algo alguien algun alguna algunas alguno algunos ante antes aquel aquella asi aun aunque cada casi
como con contra cual cuales cualquier cuando cuanto cuya cuyo de del desde despues donde durante e el ella ellas
ello ellos en era eran eres es esa esas ese eso esos esta estaba estan estar estas este esto estos estoy
fue fueron fui ha haber habia han has hasta hay he hemos hacer hace hago hasta la las le les lo los mas
me mi mia mis mucho muchos muy nada ni ningun ninguna no nos nosotros nuestra nuestro nuestros nunca o
os otra otras otro otros para pero poco podemos poder podria por porque pueda puede pueden puedo pues
que quien quienes quiero quisiera se sea sean ser si sido siempre sin sino sobre solo somos son soy su
sus tal tambien tampoco tan tanto te tenemos tener tengo tiene tienen toda todas todo todos tu tus un
una unas uno unos usted ustedes va vamos van voy y ya yo gracias hola favor
"""),
    "de": _set("""
ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist
da dabei dafur damit dann daran darf darum das dass dazu dein deine dem den denen denn der deren des
dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
er es etwa etwas euch euer fur gegen geht gibt gut habe haben hat hatte hatten hier hin hinter ich ihm
ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgend ist ja jede jedem jeden jeder jedes jemand
jetzt kann kannst kein keine keinem keinen keiner konnen konnte lassen man manche mehr mein meine
meinem meinen meiner mich mir mit mochte muss mussen nach neben nicht nichts nie niemand noch nun nur
ob oder ohne schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so solche soll
sollen sollte sonst sowie uber um und uns unser unsere unserem unseren unter viel viele vom von vor war
waren warum was weil weiter welche welchem welchen welcher welches wenn wer werde werden wessen wem wen
wie wieder wir wird wo wohin worden wurde wurden zu zum zur zwar zwischen bitte danke hallo
"""),
}

SCAFFOLDING = {
    "en": _set("""
answer answerable answers anybody focal approach ask asked asking asks charge charged concerning contact
contacting contacts deal dealing deals dear direct directory email enquire enquiries enquiry find
finding forward guys handle handled handler handles handling hello hi inquire know knows look
looked looking looks mail matter matters name owner owns person phone point
question questions reach regarding related relating responsibility responsible
ring speak talk talks tell telephone turn who whom want wanted wants wish wonder wondering
would write hoping hope kindly cheers regards sorry sir madam
help helps helping works working former formerly old previous previously called renamed now
"""),
    "fr": _set("""
adresser adresse adresses focal point charger chargee charges contacter cherche chercher concernant demander dirige
gere gerent gerer occupe occupent occuper responsable responsables savoir sadresser soccupe traite
traiter parler ecrire trouver renseigner renseignement competent competente sagit madame monsieur
aider travaille travaillent ancien ancienne anciennement
"""),
    "es": _set("""
acudir atiende cargo focal punto contactar corresponde corresponden dirigirme dirigirse dirijo encarga encargado
encargada encargan encargarse encuentro gestiona hablar hablo lleva llevan maneja ocupa ocupan preguntar
quién responsabiliza saber buscar busco escribir debo dirigir senor senora
ayudar trabaja trabajan antiguo antigua anteriormente
"""),
    "de": _set("""
ansprechpartner ansprechpartnerin anlaufstelle fokalpunkt ansprechperson bearbeitet betreut federfuhrend fragen frage kontakt
kontaktieren kummert kummern melden melde verantwortlich verantwortet wende wenden zustandig
zustandige zustandiger zustandigkeit gehort finde suche suchen wissen weiss schreiben sprechen
ehemalige ehemaliges ehemaliger fruher fruhere fruheres heisst hilft helfen arbeitet arbeiten herr frau
"""),
}

SILENT = {language: FUNCTION[language] | SCAFFOLDING[language] for language in FUNCTION}
SILENT_SOMEWHERE = frozenset().union(*SILENT.values())
FUNCTION_SOMEWHERE = frozenset().union(*FUNCTION.values())

# How one asks which office answers for a place: silent where nothing but places and kinds is said beside it.
COVERAGE = _set("""
activities activity affairs answer answers area assigned based belong belonging belongs coordinate coordinated coordinates
coordinating cover coverage covered covering covers countries country depend depends fall falls issues locate
located location manage manages operate operates operations oversee oversees places presence region run runs
seat serve served serves serving situated states supervise supervised supervises support supports territory zone
activite activites affaires chapeaute coordonne coordonner coordonnent couvert couverte couverture couvre couvrent
couvrir depend dependant dependent dependre desservi dessert implante operations pays pilote presence rattache
rattachee region releve repond relevent siege situe situee suit suivi supervise trouve
actividad actividades ambito asuntos atender cobertura coordina coordinada coordinado coordinan coordinar cubierto cubre
cubren cubrir depende dependen operaciones pais paises pertenece pertenecen presencia region responde responden sede situada
situado supervisa supervisan territorio ubicada ubicado zona
abdeckt abgedeckt aktivitaten angelegenheiten arbeit beaufsichtigt betreuen betreute deckt fallt gebiet gehoren
koordination koordiniert koordinieren lander landern leitet liegt raum region sitz sitzt standort staaten steuert
unterstellt untersteht vertritt zugeordnet zugewiesen zustandigkeitsbereich
""")

KIND = _set("""
unit units division divisions department departments office offices team teams section sections
secretariat centre center
unite unites departement departements bureau bureaux equipe equipes secretariat
unidad unidades division divisiones departamento departamentos oficina oficinas equipo equipos secretaria
einheit abteilung abteilungen referat referate buro buros team stelle sekretariat
group groupe grupo gruppe dept depts
""")

# Everywhere in the dataset: next to no weight, whatever the counts say.
PERVASIVE = _set(
    "international internationale internationales internacional internacionales organization organisation organizacion migration migrations migracion migraciones migrant migrants migrantes migranten migrante iom oim"
)


def kind_key(folded: str) -> str:
    """The stem `~department` of a word for a kind of unit, in the singular."""
    return "~" + ("department" if folded.startswith("dept") else folded.removesuffix("s"))
