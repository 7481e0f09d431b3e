"""Kinds whose law nobody has read: known by name, act and decider; asked for in words; never decided by itself."""

from datetime import date
from pathlib import Path

import pytest

from turbota.assistance import catalogue, command, finding, forms
from turbota.assistance.asking import request
from turbota.assistance.kind import describe
from turbota.law.dated import BadLaw
from turbota_demo import answers as told
from turbota_demo import cast

ON = date(2026, 11, 16)


def named(code: str, words: str, *acts: str) -> None:
    """The kind is in the catalogue with these words in its official title and these acts; an officer decides it."""
    kind = catalogue.kind(code)
    assert kind.tier == "registered"
    assert words in kind.title
    for act in acts:
        assert any(act in known.title for known in kind.acts), act
    period = kind.decider_period(ON)
    assert (period.decider, period.verified) == ("department", False)
    answers = told.general(cast.citizen("maria"), on=ON)
    answers["address"]["oblast"] = "Київська"
    found = command.calculate(code, ON, answers)
    assert (found["outcome"], found["amount"]) == ("officer", None)
    assert "спитайте" in found["doubts"][0]["text"]


@pytest.mark.requirement("R103", "R105", "R106", "R107", "R114")
def test_care_privileges_and_material_aid_are_known() -> None:
    named("care_aid", "на догляд", "особам, які не мають права на пенсію")
    named(
        "veterans_benefits",
        "ветеранам війни та праці",
        "статус ветеранів війни",
        "осіб з інвалідністю",
        "ветеранів праці",
    )
    named("repressed_benefits", "політичних репресій", "реабілітацію жертв репресій")
    named(
        "chornobyl_benefits", "Чорнобильської катастрофи", "постраждали внаслідок Чорнобильської катастрофи"
    )
    named("one_time_material_aid", "непрацюючим малозабезпеченим", "№ 256 від 12.04.2017")


@pytest.mark.requirement("R115", "R116", "R117", "R118", "R119")
def test_rewards_treatment_carers_and_victims_of_trafficking_are_known() -> None:
    named("mother_heroine", "Мати-героїня", "№ 268 від 28.02.2011")
    named("sanatorium_cost", "вартості санаторно-курортного лікування", "№ 785 від 17.06.2004")
    named("sanatorium_voucher", "замість санаторно-курортної путівки", "№ 150 від 07.02.2007")
    named("carer_compensation", "догляд за особою з інвалідністю І групи", "№ 233 від 20.03.2019")
    named("trafficking_aid", "торгівлі людьми", "№ 660 від 25.07.2012")


@pytest.mark.requirement("R120", "R121", "R122", "R123", "R124")
def test_displaced_affected_pensionless_patronage_and_conscripts_are_known() -> None:
    named("idp_monthly_2014", "внутрішньо переміщеним особам", "№ 505 від 01.10.2014")
    named("affected_one_time", "постраждалим особам", "№ 535 від 01.10.2014")
    named("no_pension_period", "не набула права на пенсійну виплату", "№ 1098 від 27.12.2017")
    named("patronage", "патронату над дитиною", "№ 893 від 20.08.2021")
    named("conscript_aid", "строкової служби", "№ 185 від 08.04.2015")


@pytest.mark.requirement("R125", "R126", "R128", "R129", "R130")
def test_protests_volunteers_heroes_righteous_and_mines_are_known() -> None:
    named("maidan_families", "масових акціях громадського протесту", "№ 14 від 11.01.2018")
    named("volunteer_harm", "волонтера", "№ 604 від 19.08.2015")
    named("hero_of_ukraine", "Герой України", "№ 144 від 26.02.2020")
    named("righteous_scholarship", "рятували євреїв", "№ 935 від 08.09.2021")
    named("mine_victims", "вибухонебезпечних предметів", "№ 1020 від 29.09.2021")


def test_an_act_whose_date_no_source_gives_is_named_without_one() -> None:
    named("carer_not_professional", "на непрофесійній основі", "постанова КМУ № 859")
    assert "не звірено" in catalogue.kind("carer_not_professional").decider_period(ON).act


@pytest.mark.requirement("R080", "R163")
def test_one_general_form_asks_who_about_whom_and_what_for_in_words() -> None:
    shapes = set()
    for kind in (one for one in catalogue.kinds() if one.tier == "registered"):
        form = kind.form_on(ON)
        shapes.add(tuple(section.code for section in form.sections))
        assert form.section("request") is request.REQUEST
        answers = told.general(cast.citizen("maria"), on=ON)
        assert forms.check(form, answers, ON) == {}
        assert "request.what" in forms.check(form, {**answers, "request": {}}, ON)
    assert shapes == {("applicant", "address", "request", "members", "payment", "contacts")}
    computed = catalogue.kind("low_income").form_on(ON)
    assert tuple(section.code for section in computed.sections) not in shapes


def test_only_identity_is_obligatory_and_the_kind_names_its_own_paper() -> None:
    for kind in (one for one in catalogue.kinds() if one.tier == "registered"):
        papers = kind.documents({}, ON)
        assert [paper.code for paper in papers if paper.obligatory] == ["identity"]
        assert len(papers) > 1 and all(paper.act == kind.acts[0].title for paper in papers)
    refused = catalogue.kind("patronage").documents({"applicant": {"tax_number_state": "refused"}}, ON)
    assert "tax_number_refusal" in [paper.code for paper in refused if paper.obligatory]
    titles = [paper.title for paper in catalogue.kind("mother_heroine").documents({}, ON)]
    assert "Документ про присвоєння звання «Мати-героїня»" in titles


def test_a_registered_kind_has_no_rules_by_its_own_word(tmp_path: Path) -> None:
    folder = tmp_path / "patronage"
    folder.mkdir()
    text = (catalogue.FOLDER / "patronage" / "kind.yaml").read_text(encoding="utf-8")
    (folder / "kind.yaml").write_text(text.replace("rules: unknown", "rules: known"), encoding="utf-8")
    with pytest.raises(BadLaw, match="unknown"):
        describe(folder)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("мати героїня", "mother_heroine"),
        ("народилась дитина", "birth"),
        ("догляд інвалідністю", "carer_compensation"),
        ("переселенці", "affected_one_time"),
        ("вибухівка", "mine_victims"),
        ("постанова 505", "idp_monthly_2014"),
        ("ЧОРНОБИЛЬ", "chornobyl_benefits"),
        ("сім'я небесної сотні", "maidan_families"),
    ],
)
def test_a_kind_is_found_by_words_with_any_endings(words: str, code: str) -> None:
    assert code in {kind.code for kind in finding.matching(catalogue.kinds(), words)}


def test_words_that_are_nowhere_find_nothing_and_no_words_find_everything() -> None:
    assert finding.matching(catalogue.kinds(), "холодильник") == ()
    assert finding.matching(catalogue.kinds(), "  ") == catalogue.kinds()


def test_every_kind_stands_in_exactly_one_group_in_a_settled_order() -> None:
    groups = finding.grouped(catalogue.kinds())
    codes = [kind.code for group in groups for kind in group.kinds]
    assert sorted(codes) == [kind.code for kind in catalogue.kinds()]
    assert all(group.kinds for group in groups)
    assert [group.code for group in groups][0] == "child"
