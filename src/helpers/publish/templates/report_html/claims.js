
// A claim that the address names shows its findings; a citation can be copied where that is allowed.

const opened = () => {
  const claim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const drawer = claim && claim.closest("article.claim")?.querySelector("details.findings");
  if (drawer) drawer.open = true;
};
addEventListener("hashchange", opened);
opened();

if (navigator.clipboard) {
  all(".cite").forEach((line) => {
    const text = line.querySelector("cite").textContent;
    const copy = button("Copy", async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), 1500);
    });
    copy.setAttribute("aria-label", `Copy the citation of ${line.closest("article").id}`);
    line.append(" ", copy);
  });
}
