"""The start page and the page of claims, by a real browser."""

import json

import pytest

from helpers.publish.tables import SCALE


def test_claims_can_be_chosen_and_sorted(front):
    front.locator("#pick-section").select_option("energy")
    shown = front.locator("#grid tbody tr:visible")
    sections = shown.evaluate_all("rows => [...new Set(rows.map(r => r.dataset.section))]")
    assert sections == ["energy"]
    assert front.locator("#picked").inner_text().startswith(f"{shown.count()} of ")
    front.locator("#pick-section").select_option("")
    front.get_by_role("button", name="Share").click()
    shares = front.locator("#grid tbody td:nth-child(5)").all_inner_texts()
    numbers = [float(s) for s in shares if s]
    assert numbers == sorted(numbers)


def test_verdicts_sort_from_what_holds_to_what_cannot_be_told(front):
    front.locator("#grid thead button", has_text="Verdict").click()
    words = front.locator("#grid .verdict").evaluate_all(
        "all => all.map(verdict => verdict.lastChild.textContent.trim())"
    )
    places = [SCALE.index(word) for word in words]
    assert places == sorted(places)


def test_the_newest_turns_are_open_and_all_of_them_are_printed(front):
    rows = front.locator(".turned tbody tr")
    assert front.locator(".turned tbody tr:visible").count() == min(5, rows.count())
    front.locator(".opener").click()
    assert front.locator(".turned tbody tr:visible").count() == rows.count()
    front.locator(".opener").click()
    front.emulate_media(media="print")
    assert front.locator(".turned tbody tr:visible").count() == rows.count()


def test_marks_of_the_groups_differ_by_shape(front):
    shape = """() => [...document.querySelectorAll('.scoreboard thead .mark')].map(mark => {
      const s = getComputedStyle(mark);
      return [s.height, s.borderRadius, s.borderStyle, s.getPropertyValue('--full')].join(); })"""
    shapes = front.evaluate(shape)
    assert len(shapes) == len(set(shapes)) == 5


def test_without_script_the_page_reads_as_of_its_own_day(browser, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "index.html").as_uri())
    assert page.locator("#time-machine").is_hidden()
    rows = page.locator("#grid tbody tr")
    assert rows.count() == len(json.loads((edition / "claims.json").read_text("utf-8"))["claims"])
    context.close()


def test_a_claim_in_the_address_shows_its_findings_and_keeps_its_place(front):
    front.goto(front.address.replace("index.html", "claims.html#C4"))
    claim = front.locator("article#C4")
    assert claim.locator("details.findings").get_attribute("open") is not None
    front.wait_for_timeout(100)
    assert 0 <= claim.bounding_box()["y"] < 400


def test_what_machines_read_of_claims_equals_the_page(front, edition):
    front.goto(front.address.replace("index.html", "claims.html"))
    text = front.locator('script[type="application/ld+json"]').text_content()
    reviews = {r["identifier"]: r for r in json.loads(text)["@graph"]}
    seen = front.locator("article.claim").evaluate_all(
        "all => all.map(a => [a.id, a.querySelector('.standing .verdict').lastChild.textContent])"
    )
    assert {i: r["reviewRating"]["alternateName"] for i, r in reviews.items()} == {
        claim_id: word.strip() for claim_id, word in seen
    }


def test_contents_follow_what_is_read(browser, edition):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    links = page.locator(".contents a")
    marked = page.locator(".contents a[aria-current]")
    last = links.nth(links.count() - 2)
    page.locator(f"main [id='{last.get_attribute('href')[1:]}']").scroll_into_view_if_needed()
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(600)
    assert marked.count() == 1
    assert marked.get_attribute("href") != links.first.get_attribute("href")
    context.close()


def test_the_entry_that_was_followed_is_the_one_marked(browser, edition):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((edition / "caucasus.html").as_uri())
    links = page.locator(".contents a")
    seen = []
    for at in range(links.count()):
        links.nth(at).click()
        head = page.locator(f"main [id='{links.nth(at).get_attribute('href')[1:]}']")
        if head.bounding_box()["y"] < 300:  # the last ones cannot be scrolled so far up
            page.wait_for_function(
                "link => link.getAttribute('aria-current') === 'true'",
                arg=links.nth(at).element_handle(),
            )
            seen.append(at)
    assert len(seen) > 10
    context.close()


def test_a_term_is_explained_by_keyboard_and_without_script(browser, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    term = page.locator("button.term").first
    meaning = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert meaning.is_hidden()
    term.focus()
    page.keyboard.press("Enter")
    meaning.wait_for(state="visible")
    page.keyboard.press("Escape")
    meaning.wait_for(state="hidden")
    context.close()


PLACE = """term => {
  const gloss = document.getElementById(term.getAttribute('popovertarget'));
  const [box, at] = [gloss, term].map(e => e.getBoundingClientRect());
  return {
    inside: box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight
      && box.right <= document.documentElement.clientWidth,
    whole: gloss.scrollHeight <= gloss.clientHeight + 1,
    gap: Math.max(box.top - at.bottom, at.top - box.bottom),
  };
}"""


@pytest.mark.parametrize(("wide", "high"), [(320, 480), (1280, 900)])
def test_what_a_term_means_opens_beside_it_and_is_never_cut_off(browser, edition, wide, high):
    context = browser.new_context(viewport={"width": wide, "height": high})
    page = context.new_page()
    page.goto((edition / "methods.html").as_uri())
    terms = page.locator("button.term").all()
    for term in terms:
        for edge in ("start", "center", "end"):
            term.evaluate("(term, block) => term.scrollIntoView({ block })", edge)
            term.focus()
            page.keyboard.press("Enter")
            place = term.evaluate(PLACE)
            assert place["inside"] and place["whole"], (term.inner_text(), edge, place)
            assert 0 <= place["gap"] <= 16
            page.keyboard.press("Escape")
            assert term.evaluate("term => term === document.activeElement")
            assert page.locator(":popover-open").count() == 0
    assert len(terms) > 10
    context.close()


def test_every_control_of_the_start_page_is_reached_by_tab(front):
    wanted = front.evaluate(
        "() => [...document.querySelectorAll('#time-machine, #pick')].flatMap(part =>"
        " [...part.querySelectorAll('button, input, select')])"
        ".filter(e => !e.disabled && e.offsetParent).map(e => e.id)"
    )
    reached = set()
    for _ in range(80):
        front.keyboard.press("Tab")
        reached.add(front.evaluate("() => document.activeElement.id"))
    assert set(wanted) <= reached
    assert len(wanted) >= 9


def test_nothing_moves_for_readers_who_want_no_motion(browser, edition):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    behaviour = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length"
    )
    assert moving == 0
    context.close()
