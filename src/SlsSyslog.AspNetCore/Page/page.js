
// Reads the status and shows it. Nothing is read while the page is paused or not visible.
const base = location.pathname.replace(/\/?$/, "/");
const statusInterval = 2000;
const historyInterval = 10000;
const timeout = 8000;
const cards = new Map();
const page = { isPaused: false, status: null, historyAt: 0 };

const parts = [
  ["delivered", "Delivered", "sent and confirmed by the SIEM"],
  ["filtered", "Filtered", "rejected by a filter of the route"],
  ["pending", "Unconfirmed", "read, not confirmed yet"],
  ["deadLettered", "Dead letters", "stored, because they could not be formatted"],
  ["skipped", "Skipped", "expired in SLS before they were confirmed"],
  ["released", "Released", "left to the next owner of the shard"],
];

async function read(path) {
  const response = await fetch(base + path, { cache: "no-store", signal: AbortSignal.timeout(timeout) });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return response.json();
}

const largest = (routes, select) => routes.map(select).reduce((most, value) => value === null ? most : Math.max(most ?? value, value), null);
const smallest = (routes, select) => routes.map(select).reduce((least, value) => value === null ? least : Math.min(least ?? value, value), null);

function showVerdict(status) {
  const { health } = status;
  const level = levelOf(health.status);
  const checks = health.checks.filter(check => check.status !== "Healthy" && check.description !== "See the reasons.");
  const reasons = [
    ...health.reasons.map(reason => ({ level: levelOf(reason.status), problem: `Route ${reason.route}: ${reason.problem}`, todo: reason.action })),
    ...checks.map(check => ({ level: levelOf(check.status), problem: `Check ${check.name}: ${check.description ?? "failed."}`, todo: "" })),
  ];
  setLevel(find("verdict"), level);
  setText(find("verdict-title"), words[level]);
  setText(find("verdict-text"), reasons.length > 0 ? reasons.length === 1 ? "1 reason:" : `${reasons.length} reasons, the most severe first:`
    : status.totals.read === 0 ? "Everything works. No record has been read yet."
    : status.totals.pending > 0 ? "Everything works. Records are confirmed in time."
    : "Everything works. Every record that was read is confirmed.");
  sync(find("reasons"), reasons, (reason, index) => index,
    () => create("li", {}, create("p", { class: "problem" }), create("p", { class: "todo" })),
    (item, reason) => {
      setLevel(item, reason.level);
      setText(item.children[0], reason.problem);
      setText(item.children[1], reason.todo);
    });
  const announcement = reasons.length > 0 ? `${words[level]}, ${plural(reasons.length, "reason")}.` : `${words[level]}.`;
  setText(find("announcement"), announcement);
  document.title = `${words[level]} – SlsSyslog`;
  const color = { healthy: "%2314693c", degraded: "%23b87800", unhealthy: "%23c4231c" }[level];
  find("icon").setAttribute("href",
    `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='${color}'/></svg>`);
}

function showTotals(status) {
  const { routes, totals } = status;
  const deliveryLag = largest(routes, route => route.deliveryLag);
  const readLag = largest(routes, route => route.readLag);
  const certificates = routes.flatMap(route => route.destinations).filter(destination => destination.certificateExpiresAt);
  const left = smallest(certificates, destination => (new Date(destination.certificateExpiresAt) - new Date(status.time)) / 1000);
  syncFacts(find("tiles"), [
    ["Delivered", count(totals.delivered), undefined, "records"],
    ["Throughput", rate(routes.reduce((sum, route) => sum + route.recordsPerSecond, 0)), undefined, "records per second"],
    ["Delivery lag", short(deliveryLag), undefined, "oldest unconfirmed"],
    ["Read lag", short(readLag), undefined, "oldest unread"],
    ["Unconfirmed", count(totals.pending), undefined, "records"],
    ["Dead letters", count(totals.deadLettered), totals.deadLettered ? "degraded" : undefined, "records"],
    ...(left === null ? [] : [["Certificate", left <= 0 ? "expired" : short(left), left <= 0 ? "unhealthy" : left < warningDays * 86400 ? "degraded" : undefined, "until it expires"]]),
  ]);
}

function showRecords(status) {
  const { totals } = status;
  setText(find("records-text"), `${plural(totals.read, "record")} read. Each is in exactly one of these groups. `
    + `Beside them, ${count(totals.repeated)} sent again after a failure, ${count(totals.truncated)} truncated, ${count(totals.sanitized)} sanitized, `
    + `${plural(totals.unreadableTimes, "unreadable time")}.`);
  syncFacts(find("records"), parts.map(([name, title, hint]) =>
    [title, count(totals[name]), name === "deadLettered" && totals[name] ? "degraded" : undefined, hint, name]));
  sync(find("share"), parts, part => part[0], part => create("i", { class: part[0] }), (element, [name]) => {
    element.hidden = totals[name] === 0;
    element.style.flexGrow = String(totals[name]);
  });
}

function show(status) {
  const now = new Date(status.time);
  page.status = status;
  document.body.classList.remove("stale");
  find("offline").hidden = true;
  setText(find("version"), status.version);
  setText(find("updated"), `Updated ${clock.format(now)}`);
  setText(find("since"), `since the process started ${duration((now - new Date(status.startedAt)) / 1000)} ago`);
  showVerdict(status);
  showTotals(status);
  showRecords(status);
  sync(find("routes"), status.routes, route => route.name, route => {
    const card = new RouteCard(route);
    cards.set(route.name, card);
    page.historyAt = 0;
    return card.element;
  }, (_, route) => cards.get(route.name).update(route, now));
}

function showHistory(history) {
  page.historyAt = Date.now();
  history.routes.forEach(route => cards.get(route.name)?.updateHistory(route, history.times));
}

function showOffline(error) {
  const reason = error.message === "503" ? "The process is busy with too many requests."
    : /^\d+$/.test(error.message) ? `The process answered with status ${error.message}.`
    : "The process does not answer: it may have stopped.";
  setText(find("offline"), page.status ? `${reason} What you see is from ${moment(page.status.time, new Date())}.` : reason);
  setLevel(find("verdict"), "unknown");
  setText(find("verdict-title"), "No answer");
  setText(find("verdict-text"), page.status ? `The last answer was: ${words[levelOf(page.status.health.status)]}.` : "The status is not known.");
  find("offline").hidden = false;
  document.body.classList.add("stale");
  document.title = "No answer – SlsSyslog";
  setText(find("announcement"), reason);
}

async function refresh() {
  if (!page.isPaused && !document.hidden) {
    try {
      show(await read("status"));
      if (Date.now() - page.historyAt >= historyInterval) {
        showHistory(await read("status/history"));
      }
    } catch (error) {
      showOffline(error);
    }
  }
  clearTimeout(page.timer);
  page.timer = setTimeout(refresh, statusInterval);
}

find("pause").addEventListener("click", event => {
  page.isPaused = !page.isPaused;
  event.currentTarget.setAttribute("aria-pressed", String(page.isPaused));
  setText(event.currentTarget, page.isPaused ? "Resume" : "Pause");
  if (!page.isPaused) {
    refresh();
  }
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());
refresh();
