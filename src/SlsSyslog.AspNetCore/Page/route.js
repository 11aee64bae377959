
// One route: its state in words, charts, shards, destinations, outages, errors and dead letters.
const maxShards = 8;
const maxEvents = 20;
const warningDays = 14;

class RouteCard {
  constructor(route) {
    this.showsAll = false;
    const part = (title, ...children) => create("section", {}, create("h3", {}, title), ...children);
    this.badge = create("span", { class: "badge" });
    this.summary = create("p", { class: "summary" });
    this.lags = new Chart("Lag", [{ name: "Delivery lag", style: "first" }, { name: "Read lag", style: "second" }], lag, topOfDurations);
    this.flow = new Chart("Throughput",
      [{ name: "Records per second", style: "first", isFilled: true }, { name: "Bytes per second", style: "none", format: bytes }], rate, topOfNumbers);
    this.facts = create("dl", { class: "facts" });
    this.shards = createTable(`Shards of route ${route.name}`,
      ["Shard", "Owner", "Read lag", "Delivery lag", "Expires in", "Unconfirmed", "Delivered", "State"]);
    this.more = create("button", { type: "button", class: "more", hidden: "" });
    this.more.addEventListener("click", () => {
      this.showsAll = !this.showsAll;
      this.updateShards(this.route);
    });
    this.shardTitle = create("h3");
    this.noShards = create("p", { class: "note" });
    this.destinations = createTable(`Destinations of route ${route.name}`,
      ["Server", "Protocol", "Connections", "Opened", "Broken", "Unsettled", "Certificate ends", "Last error"]);
    this.destinationPart = part("Destinations", this.destinations);
    this.events = create("ul", { class: "events" });
    this.noEvents = create("p", { class: "note" });
    this.deadLetters = create("p");
    const id = `route-${route.name}`;
    this.element = create("article", { class: "card route", "aria-labelledby": id },
      create("div", { class: "route-head" }, create("h2", { id }, `Route ${route.name}`), this.badge, this.summary),
      create("div", { class: "charts" }, this.lags.element, this.flow.element),
      part("Reading and confirming", this.facts),
      create("section", {}, this.shardTitle, this.shards, this.noShards, this.more),
      this.destinationPart,
      part("Outages and errors", this.events, this.noEvents),
      part("Dead letters", this.deadLetters));
  }

  update(route, now) {
    this.route = route;
    this.now = now;
    setLevel(this.badge, levelOf(route.health));
    setText(this.badge, `${words[levelOf(route.health)]} · ${route.state.toLowerCase()}`);
    setText(this.summary, route.summary);
    this.lags.updateLive(now / 1000, [route.deliveryLag, route.readLag]);
    this.flow.updateLive(now / 1000, [route.recordsPerSecond, route.bytesPerSecond]);
    this.updateFacts(route);
    this.updateShards(route);
    this.updateDestinations(route);
    this.updateEvents(route);
    const { deadLettered } = route.totals;
    setText(this.deadLetters, deadLettered === 0 ? "None: every record could be formatted."
      : `${plural(deadLettered, "record")} could not be formatted and did not reach the SIEM. They are stored in ${route.deadLetterTarget ?? "the dead-letter handler"}. `
        + "Each has its reason. Fix the formatter, then send them again.");
  }

  updateHistory(history, times) {
    this.lags.update(times, [history.deliveryLag, history.readLag]);
    this.flow.update(times, [history.recordsPerSecond, history.bytesPerSecond]);
  }

  updateFacts(route) {
    const age = text => duration((this.now - new Date(text)) / 1000);
    const ends = route.credentialExpiresAt ? (new Date(route.credentialExpiresAt) - this.now) / 1000 : null;
    syncFacts(this.facts, [
      ...(route.project ? [["Logstore", `${route.project} / ${route.logstores.join(", ")}`]] : []),
      ...(route.consumerGroup ? [
        ["Consumer group", route.consumerGroup],
        ["This consumer", route.consumer ?? none],
        ["Last heartbeat", route.heartbeatAge === null ? "none yet" : `${duration(route.heartbeatAge)} ago`],
      ] : []),
      ["Checkpoint", route.checkpointAge === null ? none : route.checkpointAge < 10 ? "stored" : `not stored for ${duration(route.checkpointAge)}`],
      ["Last delivery", route.lastDeliveryAt ? `${age(route.lastDeliveryAt)} ago` : "none yet"],
      ["Unread records expire in", duration(route.retentionLeft)],
      ["Sent, not settled", bytes(route.unsettledBytes)],
      ["Memory of the source", route.memoryLimitBytes ? `${bytes(route.memoryUsedBytes)} of ${bytes(route.memoryLimitBytes)}` : none],
      ["Credentials", route.areCredentialsRejected ? "rejected by SLS" : route.heartbeatAge === null ? "not used yet" : ends === null ? "accepted" : `accepted, renewed within ${duration(ends)}`,
        route.areCredentialsRejected ? "unhealthy" : undefined],
    ]);
  }

  updateShards(route) {
    const severity = shard => shard.blocked ? 2 : shard.isOwned ? 1 : 0;
    const worst = shard => Math.max(shard.readLag ?? 0, shard.deliveryLag ?? 0);
    const unowned = new Set(route.unownedShards);
    const outage = route.outages.find(candidate => !candidate.end);
    const rows = [
      ...route.unownedShards.map(name => [name, ["nobody", "degraded"], none, none, none, none, none, ["No process reads it", "degraded"]]),
      ...route.shards.filter(shard => !unowned.has(shard.name))
        .toSorted((one, other) => severity(other) - severity(one) || worst(other) - worst(one) || one.name.localeCompare(other.name, "en", { numeric: true }))
        .map(shard => shard.isOwned ? [
          shard.name, "this process", lag(shard.readLag), lag(shard.deliveryLag), duration(shard.retentionLeft), count(shard.totals.pending),
          count(shard.totals.delivered), shard.blocked ? [`Blocked: ${shard.blocked.message}`, "unhealthy"]
            : outage ? `Waiting for ${outage.side === "Source" ? "SLS" : "the SIEM"}`
            : shard.totals.pending > 0 ? "Delivering" : shard.readLag > 60 ? "Reading" : "Up to date",
        ] : [shard.name, "another process", none, none, none, none, count(shard.totals.delivered), "Released"]),
    ];
    const owned = route.shards.filter(shard => shard.isOwned).length;
    setText(this.shardTitle, `Shards (${owned} owned by this process${unowned.size ? `, ${unowned.size} by nobody` : ""})`);
    this.shards.hidden = rows.length === 0;
    setText(this.noShards, rows.length === 0 ? "SLS has not assigned a shard to this process." : "");
    syncTable(this.shards, this.showsAll ? rows : rows.slice(0, maxShards));
    this.more.hidden = rows.length <= maxShards;
    setText(this.more, this.showsAll ? `Show ${maxShards} shards` : `Show all ${count(rows.length)} shards`);
    this.more.setAttribute("aria-expanded", String(this.showsAll));
  }

  updateDestinations(route) {
    this.destinationPart.hidden = route.destinations.length === 0;
    syncTable(this.destinations, route.destinations.map(destination => {
      const left = destination.certificateExpiresAt ? (new Date(destination.certificateExpiresAt) - this.now) / 1000 : null;
      const level = left === null ? undefined : left <= 0 ? "unhealthy" : left < warningDays * 86400 ? "degraded" : undefined;
      const end = left === null ? none : left <= 0 ? "expired" : `in ${duration(left)}`;
      const error = destination.lastError;
      const isLost = destination.connections === 0 && destination.scheme !== "udp" && error && route.totals.pending > 0;
      return [
        destination.address, destination.scheme, [count(destination.connections), isLost ? "unhealthy" : undefined],
        count(destination.connects), count(destination.breaks), bytes(destination.unsettledBytes), [end, level],
        error ? `${moment(error.time, this.now)}: ${error.message}` : none,
      ];
    }));
  }

  updateEvents(route) {
    const events = [
      ...route.outages.map(outage => {
        const end = outage.end ? new Date(outage.end) : this.now;
        const peer = outage.side === "Source" ? "SLS" : "SIEM";
        const results = [
          ...(outage.lateRecords ? [`${plural(outage.lateRecords, "record")} late`] : []),
          ...(outage.repeatedRecords ? [`${count(outage.repeatedRecords)} sent again`] : []),
        ];
        return {
          key: `outage ${outage.side} ${outage.start}`, time: outage.start, level: outage.end ? undefined : "unhealthy",
          when: `${moment(outage.start, this.now)} · ${peer} outage, ${duration((end - new Date(outage.start)) / 1000)}${outage.end ? "" : ", continues"}`,
          text: results.length > 0 ? `${outage.cause} (${results.join(", ")})` : outage.cause,
          todo: outage.end ? "" : route.lastError?.action ?? "",
        };
      }),
      ...[route.lastError, ...route.shards.map(shard => shard.lastError), ...route.destinations.map(destination => destination.lastError)]
        .filter(error => error)
        .map(error => ({
          key: `error ${error.time} ${error.message}`, isError: true, time: error.time, when: `${moment(error.time, this.now)} · error`, text: error.message, todo: error.action,
        })),
    ];
    // A route, its shards and its destinations can report the same error: the last one of each is enough.
    const sorted = events.toSorted((one, other) => other.time.localeCompare(one.time));
    const isRepeated = (event, index) => event.isError && sorted.slice(0, index).some(other => other.isError && other.text.toLowerCase().includes(event.text.toLowerCase()));
    const unique = sorted.filter((event, index) => !isRepeated(event, index)).slice(0, maxEvents);
    sync(this.events, unique, event => event.key,
      () => create("li", {}, create("p", { class: "when" }), create("p"), create("p", { class: "note" })),
      (item, event) => {
        setLevel(item, event.level);
        [event.when, event.text, event.todo].forEach((text, index) => setText(item.children[index], text));
      });
    setText(this.noEvents, unique.length === 0 ? "None since the process started." : "");
  }
}
