
// Before the page is drawn, so that a chosen theme does not flash and what needs a script has room.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
