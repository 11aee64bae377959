
// Formats values. The texts of durations are those of the log of the process.
const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

const none = "–";
const count = value => numbers.format(value);
const plural = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
const rate = value => value < 10 && !Number.isInteger(value) ? value.toFixed(1) : count(value);

function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return none;
  }
  if (seconds < 0) {
    return `-${duration(-seconds)}`;
  }
  if (seconds < 0.9995) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  const whole = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  const parts = (large, unit, small, smallUnit) => small ? `${large} ${unit} ${small} ${smallUnit}` : `${large} ${unit}`;
  return whole < 60 ? `${whole} s`
    : whole < 3600 ? parts(Math.floor(whole / 60), "min", Math.floor(whole % 60), "s")
    : whole < 86400 ? parts(Math.floor(whole / 3600), "h", Math.floor(whole % 3600 / 60), "min")
    : parts(Math.floor(whole / 86400), "d", Math.floor(whole % 86400 / 3600), "h");
}

// A lag below 50 ms is the time between two readings of the clock.
const lag = seconds => seconds !== null && seconds < 0.05 ? "0 s" : duration(seconds);

// The largest unit only, for a figure.
const short = seconds => lag(seconds).replace(/^(\d+ \w+) \d+ \w+$/, "$1");

function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function moment(text, now) {
  const time = new Date(text);
  return day.format(time) === day.format(now) ? clock.format(time) : `${day.format(time)}, ${minute.format(time)}`;
}

const levelOf = status => status.toLowerCase();
const words = { healthy: "Healthy", degraded: "Needs attention", unhealthy: "Unhealthy" };
