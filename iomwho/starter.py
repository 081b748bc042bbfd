"""The dataset that `iomwho init` writes: small, valid, commented, of an invented organization."""

from __future__ import annotations

ORGANIZATION = """\
# Your organization. Every key is explained in the README of iomwho; `iomwho check` checks this folder.
name: Riverside Housing Trust
acronym: RHT
names: {en: Riverside Housing Trust}
disclaimer: A private directory of the Riverside Housing Trust.
default_structure: "2025"

# One entry per dated state of the organization, each with a folder of the same name.
structures:
  - id: "2025"
    as_of: "2025-01"
    label: structure since January 2025
    front_door: front-office          # where somebody is sent whom nobody else can help
    front_door_source: staff-handbook

# The kinds of unit you use.
kinds:
  - {id: office, names: office}
  - {id: department, names: department}
  - {id: team, names: team}

# Who turns to you. `iomwho entry suppliers` shows the unit that is named for them.
audiences:
  - {id: suppliers, names: suppliers, asks: {en: [supplier, vendor, contractor]}}
  - {id: tenants, names: tenants, asks: {en: [tenant, resident, lodger]}}

contacts:
  - {purpose: switchboard, phone: ["+44 1632 960000"], as_of: "2025", source: staff-handbook}
"""

SOURCES = """\
# The documents that the data rests on.
- id: staff-handbook
  title: Staff handbook
  publisher: Riverside Housing Trust
  date: January 2025
  language: en
  url: https://example.org/handbook
"""

UNITS = """\
# The units. `id` is how other entries refer to a unit; `parent` is the id of the unit above it.
- id: front-office
  name: Front Office
  kind: office
  names: {en: Front Office}
  summary: Receives visitors and calls and passes them on.
  source: staff-handbook
  handles:
    - topic: visitors and telephone calls
      role: lead                      # lead: owns it; support: contributes to it
      asks:                           # how people put it who don't know your words
        en: [somebody is at the door, who answers the phone]
      source: staff-handbook
  entry_point_for:
    - {audience: tenants, source: staff-handbook}

- id: finance
  name: Finance Department
  kind: department
  names: {en: Finance Department}
  summary: Pays, collects and accounts.
  source: staff-handbook
  handles:
    - topic: rent accounts
      role: lead
      asks: {en: [my rent was charged twice, how much do I owe]}
      source: staff-handbook
  contacts:
    - {purpose: general, email: finance@example.org, as_of: "2025", source: staff-handbook}

- id: invoices
  name: Invoices Team
  kind: team
  parent: finance
  names: {en: Invoices Team}
  summary: Checks and pays the invoices of suppliers.
  source: staff-handbook
  handles:
    - topic: payment of invoices
      role: lead
      asks: {en: [late invoices, when do I get paid, unpaid bill]}
      source: staff-handbook
  entry_point_for:
    - {audience: suppliers, source: staff-handbook}

- id: repairs
  name: Repairs Department
  kind: department
  names: {en: Repairs Department}
  summary: Keeps the houses in good order.
  source: staff-handbook
  handles:
    - topic: repairs in homes
      role: lead
      asks: {en: [the tap drips, no hot water, broken window, boiler is dead]}
      source: staff-handbook
  not_here:
    - {topic: rent accounts, see: finance}
"""

THESAURUS = """\
# Everyday words -> the words of your topics.
- to: [invoices]
  en: [bill, receipt, remittance]
- to: [repairs]
  en: [fix, mend, plumber, leak, mould]
"""

FILES = {
    "organization.yaml": ORGANIZATION,
    "sources.yaml": SOURCES,
    "2025/units.yaml": UNITS,
    "thesaurus.yaml": THESAURUS,
}
