#!/bin/sh
# Build the example corpus: the five articles beside this script, with tags and notes.
# usage: seeds/demo.sh            (ANNOTATE_DB says where; else db/corpus.db)
set -eu
here=$(dirname "$0")
export ANNOTATE_CODER="${ANNOTATE_CODER:-demo}"

if [ -e "${ANNOTATE_DB:-db/corpus.db}" ]; then
    echo "${ANNOTATE_DB:-db/corpus.db} is there already; it is left as it is" >&2
    exit 0
fi

annotate add "$here"

annotate tags define actor --definition "Who fights, or sends those who fight"
annotate tags define actor/isis --colour "#8e3b46" \
    --definition "The Islamic State, under any of its names" --use-when "ISIS, ISIL, Daesh, the terrorist group"
annotate tags define actor/shia-militias --colour "#2e6f57" \
    --definition "Shia militias, among them the Popular Mobilization Units (PMU, Hashd)"
annotate tags define tactic/human-shields --colour "#a65e00" \
    --definition "Civilians held so that the enemy does not shoot" \
    --do-not-use-when "Civilians are merely trapped between the lines"
annotate tags define evidence --definition "What a claim rests on"
annotate tags define humanitarian --definition "What the battle does to civilians"
annotate tags define source --definition "Whose words the author passes on"
annotate tags define theme --definition "What the author argues"

annotate tag --jsonl "$here/tags.jsonl"

annotate note isis-massacres:2 --quote "284 men and boys" \
    "The author gives *one source* and does not name it. Compare the figure with the UN's before quoting it."
annotate note isis-massacres:6 "Paragraphs 7-12 are quoted from USA Today; the author's own words begin again at 13."
annotate note isis-massacres:29 "Population figures of forces differ from **over-a-month**: no source is given in either."
annotate note battle-of-mosul:4 "1.2 million here, 1.5 million in *the-battle-to-retake* 6: both name the UN."
annotate note iraqs-great-victory "An opinion piece; it says at its end where it was first published."
annotate note iraqs-great-victory:15 --quote "conclusive evidence" "Which evidence? None is linked."
annotate note over-a-month:14 "The thesis in one sentence."
annotate note tag:tactic/human-shields "Stands in three of the five articles."
annotate note --private isis-massacres "Ask a colleague whether the photo credit is right."
