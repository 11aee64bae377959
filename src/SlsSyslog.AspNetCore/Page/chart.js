
// Draws lines over the last hour as inline SVG.
const namespace = "http://www.w3.org/2000/svg";
const chartHeight = 150;
const margin = { top: 8, right: 8, bottom: 20, left: 54 };
const hour = 3600;

// The half of each is a short text as well.
const durations = [1, 2, 4, 10, 20, 60, 120, 240, 600, 1200, 3600, 7200, 14400, 43200, 86400, 172800, 345600, 864000, 3456000, 34560000];

function draw(tag, attributes, text) {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

const topOfDurations = highest => durations.find(value => value >= highest) ?? highest;

function topOfNumbers(highest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 10)));
  return [1, 2, 5, 10].map(factor => factor * power).find(value => value >= highest);
}

function highestOf(times, values) {
  let best = -1;
  values.forEach((value, index) => {
    if (value !== null && (best < 0 || value > values[best])) {
      best = index;
    }
  });
  return best < 0 ? null : { value: values[best], time: times[best] };
}

class Chart {
  constructor(title, series, format, topOf) {
    Object.assign(this, { title, series, format, topOf, times: [], values: series.map(() => []), pastTimes: [], pastValues: series.map(() => []) });
    this.svg = draw("svg", { role: "img", "aria-label": title });
    this.tip = create("div", { class: "tip", hidden: "", "aria-hidden": "true" });
    this.legend = create("ul", { class: "legend" });
    this.box = create("div", { class: "chart" }, this.svg, this.tip);
    this.element = create("div", {}, create("h3", {}, title), this.legend, this.box);
    new ResizeObserver(() => this.render()).observe(this.box);
    this.box.addEventListener("pointermove", event => this.point(event));
    this.box.addEventListener("pointerleave", () => this.point(null));
  }

  // The values of the last status, which are newer than the last sample.
  updateLive(time, live) {
    Object.assign(this, { liveTime: time, live });
    this.refresh();
  }

  update(times, values) {
    Object.assign(this, { pastTimes: times, pastValues: values });
    this.refresh();
  }

  refresh() {
    const isNewer = this.liveTime > (this.pastTimes.at(-1) ?? 0);
    this.times = isNewer ? [...this.pastTimes, this.liveTime] : this.pastTimes;
    this.values = isNewer ? this.pastValues.map((past, index) => [...past, this.live[index]]) : this.pastValues;
    this.render();
    this.updateLegend();
  }

  // A value that only the legend shows has a format of its own.
  updateLegend() {
    const { times, values } = this;
    sync(this.legend, this.series, series => series.name,
      series => create("li", { class: series.style }, `${series.name} `, create("strong"), " ", create("span", { class: "note" })),
      (item, series) => {
        const index = this.series.indexOf(series);
        const format = series.format ?? this.format;
        const highest = highestOf(times, values[index]);
        setText(item.querySelector("strong"), format(this.live[index]));
        setText(item.querySelector("span"), highest ? `highest ${format(highest.value)} at ${minute.format(highest.time * 1000)}` : "");
      });
    this.svg.setAttribute("aria-label", `${this.title} over the last hour. ${[...this.legend.children].map(item => item.textContent).join("; ")}.`);
  }

  render() {
    const width = this.box.clientWidth;
    if (width === 0) {
      return;
    }
    const end = this.times.at(-1) ?? Date.now() / 1000;
    const top = this.topOf(Math.max(0, ...this.series.flatMap((series, index) => series.format ? [] : this.values[index]).filter(value => value !== null)));
    this.x = time => margin.left + (width - margin.left - margin.right) * (1 - (end - time) / hour);
    this.y = value => margin.top + (chartHeight - margin.top - margin.bottom) * (1 - value / top);
    const parts = [];
    for (const share of [0, 0.5, 1]) {
      const y = this.y(top * share);
      parts.push(
        draw("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: y, y2: y }),
        draw("text", { x: margin.left - 8, y: y + 4, "text-anchor": "end" }, share === 0 ? "0" : this.format(top * share)));
    }
    for (const [ago, anchor] of [[hour, "start"], [hour / 2, "middle"], [0, "end"]]) {
      parts.push(draw("text", { x: this.x(end - ago), y: chartHeight - 4, "text-anchor": anchor }, minute.format((end - ago) * 1000)));
    }
    this.series.forEach((series, index) => series.format || parts.push(...this.lines(series, this.values[index])));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${chartHeight}`);
    this.svg.replaceChildren(...parts);
  }

  // An unknown value interrupts the line.
  lines(series, values) {
    const runs = [[]];
    values.forEach((value, index) => {
      if (value === null) {
        runs.push([]);
      } else if (this.times[index] > this.times.at(-1) - hour - 30) {
        runs.at(-1).push([this.x(Math.max(this.times[index], this.times.at(-1) - hour)), this.y(value)]);
      }
    });
    return runs.filter(run => run.length > 0).flatMap(run => {
      const path = `M${run.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
      const base = this.y(0).toFixed(1);
      const area = draw("path", { class: "area", d: `${path}L${run.at(-1)[0].toFixed(1)} ${base}L${run[0][0].toFixed(1)} ${base}Z` });
      const [x, y] = run.at(-1);
      const line = run.length > 1 ? draw("path", { class: `line ${series.style}`, d: path }) : draw("circle", { class: `point ${series.style}`, cx: x, cy: y, r: 2 });
      return series.isFilled ? [area, line] : [line];
    });
  }

  // Shows the values under the pointer.
  point(event) {
    this.svg.querySelector(".cursor")?.remove();
    this.tip.hidden = true;
    if (!event || this.times.length === 0) {
      return;
    }
    const position = event.clientX - this.box.getBoundingClientRect().left;
    const distance = time => Math.abs(this.x(time) - position);
    const index = this.times.reduce((best, time, candidate) => distance(time) < distance(this.times[best]) ? candidate : best, 0);
    const x = this.x(this.times[index]);
    if (x < margin.left - 1) {
      return;
    }
    this.svg.append(draw("line", { class: "cursor", x1: x, x2: x, y1: margin.top, y2: chartHeight - margin.bottom }));
    const lines = this.series.map((series, number) => `${series.name}: ${(series.format ?? this.format)(this.values[number][index])}`);
    setText(this.tip, [clock.format(this.times[index] * 1000), ...lines].join("\n"));
    this.tip.hidden = false;
    const left = x + 12 + this.tip.offsetWidth > this.box.clientWidth ? x - 12 - this.tip.offsetWidth : x + 12;
    this.tip.style.transform = `translate(${left}px, 0)`;
  }
}
