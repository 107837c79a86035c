// The page of a referral, kept true while it lies open. Without this file it is simply a page.

const FIRST = 15000;
const LONGEST = 120000;

const strip = document.querySelector("[data-pulse]");
let version = strip?.dataset.version;
let pause = FIRST;
let timer;

// Slower, the longer nothing happens; at once again when somebody comes back to the page.
function later() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(ask, pause);
}

async function ask() {
  let answer;
  try {
    answer = await fetch(strip.dataset.pulse, {
      headers: { "If-None-Match": `"${version}"` },
      cache: "no-store",
    });
  } catch {
    pause = Math.min(pause * 2, LONGEST);
    return later();
  }
  // Signed out meanwhile, or no longer theirs: the next click says so.
  if (answer.redirected || answer.status === 404) return;
  if (answer.status === 200) {
    const change = await answer.json();
    version = change.version;
    pause = FIRST;
    say(change.said);
  } else {
    pause = Math.min(pause * 1.5, LONGEST);
  }
  later();
}

function say(words) {
  strip.querySelector("[data-said]").textContent = words;
  strip.querySelector("button").hidden = false;
  strip.classList.add("ccs-pulse--shown");
}

// What somebody has begun to type or choose is theirs: its form stays as it is.
function touched(part) {
  return [...part.querySelectorAll("input, textarea, select")].some((field) => {
    if (field.type === "hidden" || field.type === "submit") return false;
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const chosen = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(chosen, 0);
    }
    return field.value !== field.defaultValue;
  });
}

async function show() {
  let answer;
  try {
    answer = await fetch(strip.dataset.page, { cache: "no-store" });
  } catch {
    return;
  }
  if (answer.redirected || !answer.ok) return location.assign(strip.dataset.page);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelectorAll("[data-live]").forEach((part) => {
    const fresh = now.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh && !touched(part)) part.replaceChildren(...fresh.childNodes);
  });
  version = now.querySelector("[data-pulse]")?.dataset.version ?? version;
  strip.classList.remove("ccs-pulse--shown");
  strip.querySelector("button").hidden = true;
  strip.querySelector("[data-said]").textContent = strip.dataset.done;
  document.querySelector("[data-live=standing]").focus();
}

if (strip) {
  strip.querySelector("button").addEventListener("click", show);
  document.addEventListener("visibilitychange", () => {
    pause = FIRST;
    if (document.visibilityState === "visible") ask();
    else clearTimeout(timer);
  });
  // Whoever writes wants to know sooner than who looks away.
  document.addEventListener("input", () => {
    if (pause === FIRST) return;
    pause = FIRST;
    later();
  });
  later();
}
