#!/usr/bin/env python3
"""Reads the golden messages of the presets back and checks every mapped key.

Independent of the product: CEF and LEEF are parsed from their specifications, JSON by Python's json module, and the profiles are applied to
the records by the code below. Only the labels of the vocabulary and the profile files are shared. expected.json contains values that were
written by hand. Usage: read_events.py ROOT
"""
import datetime
import ipaddress
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
SERIALIZATION = ROOT / "src/SlsSyslog.Serialization"
TESTS = ROOT / "tests/SlsSyslog.Serialization.Tests"

# What a name can be, from the field reference of the Elastic Common Schema.
INTEGERS = set("""event.severity source.bytes source.packets destination.bytes destination.packets network.bytes network.packets
    http.request.bytes http.request.body.bytes http.response.status_code http.response.bytes http.response.body.bytes event.duration
    process.pid process.parent.pid file.size aliyun.count aliyun.latency_us aliyun.latency_ms aliyun.rows aliyun.upstream.status""".split())
LISTS = set("event.category event.type user.roles user.target.roles vulnerability.category threat.tactic.name threat.technique.id".split())
TIMES = set("event.start event.end event.created process.start file.created file.mtime".split())
HOSTS = {"source.domain", "destination.domain"}

# Keys and limits of ArcSight's dictionary, by name of the vocabulary. The first name that a profile maps gets the key.
CEF = [line.split() for line in """
event.id externalId 40|event.action act 63|event.outcome outcome 63|event.reason reason 1023|event.start start|event.end end|message msg 1023
source.ip src|source.domain shost 1023|source.port spt|source.bytes in|source.nat.ip sourceTranslatedAddress
source.nat.port sourceTranslatedPort|destination.ip dst|destination.domain dhost 1023|destination.port dpt|destination.bytes out
destination.nat.ip destinationTranslatedAddress|destination.nat.port destinationTranslatedPort|user.name suser 1023|user.id suid 1023
user.roles spriv 1023|user.target.name duser 1023|user.target.id duid 1023|observer.hostname dvchost 100|observer.ip dvc
observer.serial_number deviceExternalId 255|service.name destinationServiceName 1023|http.request.method requestMethod 1023
http.request.referrer requestContext 2048|url.original request 1023|user_agent.original requestClientApplication 1023
network.transport proto 31|network.protocol app 31|network.direction deviceDirection|dns.question.name destinationDnsDomain 255
file.name fname 1023|file.path filePath 1023|file.hash.sha256 fileHash 255|file.size fsize|process.name sproc 1023 network.direction|process.pid spid - network.direction|process.name dproc 1023|process.pid dpid
aliyun.category cat 1023|aliyun.count cnt|aliyun.cookies requestCookies 1023|process.parent.name sproc 1023|process.parent.pid spid
""".replace("|", "\n").strip().split("\n")]
CEF_IPV6 = {"src": ("c6a2", "sourceAddress"), "dst": ("c6a3", "destinationAddress"), "dvc": ("c6a1", "deviceAddress")}
CEF_KEYS = {row[1] for row in CEF} | {"rt", "c6a1", "c6a2", "c6a3", "c6a4", "type", "dtz", "duid", "dpriv", "smac", "dmac"} | {
    f"{prefix}{i}{suffix}" for prefix, count in (("cs", 6), ("cn", 3), ("cfp", 4), ("deviceCustomDate", 2), ("flexString", 2))
    for i in range(1, count + 1) for suffix in ("", "Label")}

# Keys of LEEF: those that QRadar normalizes, then common names of custom properties.
LEEF = [line.split() for line in """
service.name cat|aliyun.category cat|network.transport proto|source.ip src|destination.ip dst|source.port srcPort|destination.port dstPort
source.nat.ip srcPreNAT|destination.nat.ip dstPostNAT|source.nat.port srcPreNATPort|destination.nat.port dstPostNATPort
user.name usrName 255|host.ip identSrc|host.name identHostName 255|cloud.account.id accountName 255|source.bytes srcBytes
destination.bytes dstBytes|source.packets srcPackets|destination.packets dstPackets|network.packets totalPackets|user.roles role
rule.name policy|rule.id policy|aliyun.resource.name resource|url.original url|user.group.name groupID|event.action action
event.outcome outcome|event.reason reason|event.id eventId|message msg|network.protocol app|network.direction direction|user.id userId
user.target.name targetUser|user_agent.original userAgent|http.request.method method|source.domain srcHost|destination.domain dstHost
""".replace("|", "\n").strip().split("\n")]
LEEF_KEYS = set("""cat devTime devTimeFormat proto sev src dst srcPort dstPort srcPreNAT dstPreNAT srcPostNAT dstPostNAT usrName srcMAC dstMAC
    identSrc identHostName accountName srcBytes dstBytes role policy resource url""".split())

LABELS = dict(re.findall(r'new\("([^"]+)", ValueKind\.\w+, "([^"]+)"\)', (SERIALIZATION / "Vocabulary/StandardNames.cs").read_text("utf-8")))
HEADER_NAMES = {"event.code", "event.title", "observer.vendor", "observer.product"}
errors = []


def kind_of(name, definition):
    if isinstance(definition, dict) and "type" in definition:
        return definition["type"]
    if name in INTEGERS:
        return "integer"
    if name in LISTS:
        return "list"
    if name in TIMES:
        return "time"
    if name in HOSTS:
        return "host"
    last = name.rsplit(".", 1)[-1]
    return last if last in ("ip", "port") else "text"


def is_absent(value):
    return value is None or value in ("", "-") or value.lower() == "null"


class Number(str):
    """The text of a number, true or false in JSON."""


def parse_json(text):
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))


def to_text(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ",".join(map(to_text, value)) + "]"
    return "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{to_text(item)}" for key, item in value.items()) + "}"


def flatten(name, value, arrays, depth, result):
    if isinstance(value, dict) and depth < 8:
        for key, item in value.items():
            flatten(f"{name}.{key}", item, arrays, depth + 1, result)
    elif isinstance(value, list) and arrays and depth < 8:
        for index, item in enumerate(value):
            flatten(f"{name}.{index}", item, arrays, depth + 1, result)
    elif isinstance(value, bool):
        result.setdefault(name, "true" if value else "false")
    elif isinstance(value, str):
        if value:
            result.setdefault(name, str(value))
    elif isinstance(value, (dict, list)):
        result.setdefault(name, to_text(value))


def expand(record, rules):
    result = dict(record)
    for rule in rules:
        name = rule["field"]
        try:
            value = parse_json(record[name])
        except (KeyError, ValueError):
            continue
        if isinstance(value, dict) or (isinstance(value, list) and rule.get("arrays")):
            del result[name]
            flatten(name, value, rule.get("arrays", False), 0, result)
    return result


class Mapping:
    """Applies a profile to a record."""

    def __init__(self, profile, record):
        self.profile, self.record = profile, expand(record, profile.get("expand", []))
        self.values, self.kinds, self.has_sources = {}, {}, set()
        for name, definition in profile["fields"].items():
            self.add(name, definition)
        code = profile.get("class", {"value": profile["name"]})
        self.add("event.code", code, profile["name"])
        self.add("event.title", profile.get("title", code), profile["name"])
        for name, definition in {
                "observer.vendor": {"value": "Alibaba Cloud"}, "observer.product": {"value": profile["product"]},
                "event.module": {"value": "aliyun"}, "event.dataset": {"value": f"aliyun.{profile['name']}"},
                "observer.ip": "__source__", "observer.hostname": "__tag__:__hostname__"}.items():
            if name not in self.kinds:
                self.add(name, definition)
        self.severity = next(
            (rule["value"] for rule in profile.get("severity", []) if "when" not in rule or self.holds(rule["when"])),
            None if profile["match"] == "fallback" else 1)
        self.time = None
        time = profile.get("time")
        for field in as_list(time["from"]) if time else []:
            self.time = self.time or parse_time(self.get(field), time)
        self.time = self.time or datetime.datetime.fromtimestamp(int(record["__time__"]), datetime.timezone.utc)

    def add(self, name, definition, fallback=None):
        if not isinstance(definition, dict):
            definition = {"from": definition}
        self.kinds[name] = kind_of(name, definition)
        if "from" in definition or "concat" in definition:
            self.has_sources.add(name)
        value = None
        if "when" not in definition or self.holds(definition["when"]):
            value = self.evaluate(self.kinds[name], definition)
        value = value if value not in (None, "") else fallback
        if value is not None:
            self.values[name] = value

    def get(self, field):
        value = self.record.get(field)
        return None if is_absent(value) else value

    def read(self, name):
        return self.values.get(name) if name in self.kinds else self.get(name)

    def evaluate(self, kind, definition):
        if "value" in definition:
            return definition["value"]
        if "rules" in definition:
            return next((rule["value"] for rule in definition["rules"] if self.holds(rule["when"])), definition.get("default"))
        if "concat" in definition:
            return self.concat(definition["concat"])
        for field in as_list(definition["from"]):
            value = self.convert(kind, definition, self.get(field))
            if value not in (None, ""):
                return value
        return definition.get("default")

    def convert(self, kind, definition, value):
        if value is None:
            return None
        if "split" in definition:
            parts = value.split(definition["split"]["separator"])
            index = definition["split"]["index"]
            if not -len(parts) <= index < len(parts):
                return None
            value = parts[index].strip(" ")
            if is_absent(value):
                return None
        for key, mapped in definition.get("map", {}).items():
            if key.lower() == value.lower():
                return mapped
        if definition.get("mapOnly"):
            return None
        value = check(kind, value, definition)
        return value if value is None else {"lower": str.lower, "upper": str.upper}.get(definition.get("case"), str)(value)

    def concat(self, parts):
        text, is_present = "", False
        for part in parts:
            if isinstance(part, str):
                text += part
                continue
            value = next((value for value in map(self.get, as_list(part["from"])) if value is not None), None)
            if value is None:
                if part.get("required"):
                    return None
                text += part.get("default", "")
                continue
            is_present = True
            mapped = next((new for old, new in part.get("map", {}).items() if old.lower() == value.lower()), value)
            text += part.get("prefix", "") + mapped
        return text if is_present else None

    def holds(self, rule):
        if "all" in rule:
            return all(map(self.holds, rule["all"]))
        if "any" in rule:
            return any(map(self.holds, rule["any"]))
        if "not" in rule:
            return not self.holds(rule["not"])
        value = self.read(rule["field"])
        if "exists" in rule:
            return (value is not None) == rule["exists"]
        if value is None:
            return False
        if "greaterThan" in rule:
            return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None and float(value) > rule["greaterThan"]
        fold = str.lower if rule.get("ignoreCase", True) else str
        value = fold(value)
        if "matches" in rule:
            return re.search(rule["matches"], value, re.I if rule.get("ignoreCase", True) else 0) is not None
        for operator, test in (("equals", str.__eq__), ("in", str.__eq__), ("startsWith", str.startswith), ("contains", str.__contains__)):
            if operator in rule:
                return any(test(value, fold(text)) for text in as_list(rule[operator]))
        raise ValueError(rule)


def as_list(value):
    return value if isinstance(value, list) else [value]


def check(kind, value, definition):
    """Returns the value if it is valid for the kind: the first address, without a port, brackets or the prefix of an IPv4 address."""
    if kind == "ip":
        value = value.split(",")[0].strip(" ")
        match = re.fullmatch(r"\[([0-9a-fA-F:.]+)\](?::\d{1,5})?|([\d.]+):\d{1,5}", value)
        if match and (match[2] or ":" in match[1]):
            value = match[1] or match[2]
        try:
            address = ipaddress.ip_address(value)
        except ValueError:
            return None
        if "%" in value:
            return None
        mapped = getattr(address, "ipv4_mapped", None)
        return str(mapped) if mapped and "." in value else value
    if kind in ("port", "integer"):
        if not re.fullmatch(r"0|-?[1-9]\d*", value):
            return None
        low, high = (0, 65535) if kind == "port" else (-2**63, 2**63 - 1)
        return value if low <= int(value) <= high else None
    if kind == "host":
        is_valid = len(value.encode()) <= 255 and re.fullmatch(r"[\w.-]+", value) and re.search(r"[^\d._-]", value) and value[0] not in ".-"
        return value if is_valid else None
    if kind == "time":
        time = parse_time(value, definition)
        return time and format_time(time)
    return value


def parse_time(value, definition):
    if value is None:
        return None
    form = definition.get("format", "iso8601")
    if form.startswith("unix"):
        if not re.fullmatch(r"\d+", value):
            return None
        number = int(value)
        digits = {"unix": 10, "unixms": 13}.get(form, len(value))
        micros = number * 10**6 if digits <= 11 else number * 1000 if digits <= 14 else number
        return datetime.datetime.fromtimestamp(0, datetime.timezone.utc) + datetime.timedelta(microseconds=micros)
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?", value)
    if not match:
        return None
    zone = match[4] or {"Asia/Shanghai": "+08:00", None: "Z"}[definition.get("zone")]
    text = f"{match[1]}T{match[2]}.{((match[3] or '') + '000000')[:6]}{zone.replace('Z', '+00:00')}"
    return datetime.datetime.fromisoformat(text).astimezone(datetime.timezone.utc)


def format_time(time):
    fraction = f"{time.microsecond:06}".rstrip("0")
    return time.strftime("%Y-%m-%dT%H:%M:%S") + (f".{fraction}" if fraction else "") + "Z"


def milliseconds(text):
    return str((parse_time(text, {}) - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)) // datetime.timedelta(milliseconds=1))


def cut(value, limit):
    """Cuts to a number of UTF-16 units."""
    while len(value.encode("utf-16-le")) > 2 * limit:
        value = value[:-1]
    return value


# ---- what the outputs must contain


def label_of(name, profile):
    definition = profile["fields"].get(name)
    return definition["label"] if isinstance(definition, dict) and "label" in definition else LABELS[name]


def expected_cef(mapping):
    profile, pairs, written, used = mapping.profile, {}, set(), set()
    for name, key, *limit in CEF:
        limit, condition = [number for number in limit[:1] if number != "-"], limit[1:]
        if name not in mapping.kinds or key in used or name in written or any(other not in mapping.kinds for other in condition):
            continue
        used.add(key)
        written.add(name)
        value = mapping.values.get(name)
        if value is None:
            continue
        if mapping.kinds[name] == "ip" and ":" in value:
            if key in CEF_IPV6:
                key, label = CEF_IPV6[key]
                pairs[key + "Label"] = label
            else:
                key = LABELS[name]
        elif mapping.kinds[name] == "time":
            value = milliseconds(value)
        elif key == "deviceDirection":
            value = {"inbound": "0", "outbound": "1"}.get(value)
        if value is not None:
            pairs[key] = cut(value, int(limit[0])) if limit else value
    counts = {}
    for name in profile.get("custom", []):
        prefix = {"integer": "cn", "port": "cn", "time": "deviceCustomDate"}.get(mapping.kinds[name], "cs")
        counts[prefix] = counts.get(prefix, 0) + 1
        key = f"{prefix}{counts[prefix]}"
        if name in written:
            continue
        written.add(name)
        if name in mapping.values:
            pairs[key] = cut(mapping.values[name], 4000)
            pairs[key + "Label"] = label_of(name, profile)
    add_labels(mapping, written, pairs)
    return pairs


def expected_leef(mapping):
    pairs, written, used = {}, set(), set()
    for name, key, *limit in LEEF:
        if name not in mapping.kinds or key in used:
            continue
        used.add(key)
        written.add(name)
        if name in mapping.values:
            if key == "identHostName" and "host.ip" not in mapping.values:
                key = LABELS[name]
            pairs[key] = cut(mapping.values[name], int(limit[0])) if limit else mapping.values[name]
    add_labels(mapping, written, pairs)
    return pairs


def add_labels(mapping, written, pairs):
    for name, value in mapping.values.items():
        if name in mapping.has_sources and name not in written and name not in HEADER_NAMES:
            pairs.setdefault(label_of(name, mapping.profile), value)


# ---- the readers


def unescape(text, with_equals):
    names = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "|": "|", **({"=": "="} if with_equals else {})}

    def replace(match):
        return chr(int(match[1][1:], 16)) if len(match[1]) == 5 else names.get(match[1], match[0])

    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", replace, text, flags=re.S)


def read_cef(message):
    header = re.match(r"<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d \S+ CEF:0\|", message)
    parts, rest = [], message[header.end():]
    for _ in range(6):
        part = re.match(r"((?:[^\\|]|\\.)*)\|", rest)
        parts.append(unescape(part[1], False))
        rest = rest[part.end():]
    keys = list(re.finditer(r"(?:^| )([^\s=\\|]+)=", rest))
    keys = [key for key in keys if rest[key.end() - 2] != "\\"]
    pairs = []
    for key, following in zip(keys, keys[1:] + [None]):
        pairs.append((key[1], unescape(rest[key.end():following.start() if following else len(rest)], True)))
    return parts, pairs


def read_leef(message):
    header = re.match(r"<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d \S+ LEEF:1\.0\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|", message)
    pairs = [pair.partition("=")[::2] for pair in message[header.end():].split("\t")]
    return list(header.groups()), pairs


def read_json(message):
    """Reads the JSON after an RFC 5424 header. A key that occurs twice in an object is an error."""

    def unique(pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            raise ValueError(f"repeated keys in {names}")
        return dict(pairs)

    header = re.match(r"<\d+>1 (?:\S+ ){5}- ", message)
    return json.loads(message[header.end():], object_pairs_hook=unique)


# ---- the checks


def fail(where, text):
    errors.append(f"{where}: {text}")


def check_pairs(where, pairs, expected, reserved, is_cut, decode=str):
    names = [name for name, _ in pairs]
    for name in {name for name in names if names.count(name) > 1}:
        fail(where, f"the key {name} occurs twice")
    found = dict(pairs)
    for name, value in expected.items():
        if name not in found:
            if not is_cut:
                fail(where, f"{name} is missing, expected {value!r}")
        elif decode(found[name]) not in (value, decode(value)) and not (is_cut and value.startswith(decode(found[name]))):
            fail(where, f"{name} is {found[name]!r}, expected {value!r}")
    for name in names:
        if name in reserved and name not in expected:
            fail(where, f"{name} is not mapped, but has the value {found[name]!r}")


def severity_of(mapping):
    """Without a severity of the profile, the options of the message decide: info, which is 2, in the presets."""
    return "2" if mapping.severity is None else str(mapping.severity)


def check_cef(where, message, mapping):
    parts, pairs = read_cef(message)
    header = ["Alibaba Cloud", mapping.profile["product"], "1.0", mapping.values["event.code"][:1023], mapping.values["event.title"][:512]]
    if parts != header + [severity_of(mapping)]:
        fail(where, f"the header is {parts}, expected {header} and severity {severity_of(mapping)}")
    expected = {"rt": milliseconds(format_time(mapping.time)), **expected_cef(mapping)}
    check_pairs(where, pairs, expected, CEF_KEYS, len(message.encode()) > 7900)
    for name, value in pairs:
        if name in ("src", "dst", "dvc", "sourceTranslatedAddress", "destinationTranslatedAddress"):
            ipaddress.IPv4Address(value)
        elif re.fullmatch(r"c6a\d", name):
            ipaddress.IPv6Address(value)
        elif name in ("spt", "dpt", "in", "out", "cnt", "rt", "start", "end", "dpid", "spid", "fsize") or re.fullmatch(r"cn\d", name):
            int(value)
        elif re.fullmatch(r"(cs|cn|c6a)\d", name) and name + "Label" not in dict(pairs):
            fail(where, f"{name} has no label")


def check_leef(where, message, mapping):
    parts, pairs = read_leef(message)
    header = ["Alibaba Cloud", mapping.profile["product"], "1.0", mapping.values["event.code"]]
    if [unescape(part, False) for part in parts] != header:
        fail(where, f"the header is {parts}, expected {header}")
    expected = {"sev": "1" if severity_of(mapping) == "0" else severity_of(mapping), "devTime": milliseconds(format_time(mapping.time)), **expected_leef(mapping)}
    check_pairs(where, pairs, expected, LEEF_KEYS, len(message.encode()) > 4000, lambda value: unescape(value, False))


def check_ecs(where, message, mapping):
    document = read_json(message)
    is_cut = len(message.encode()) > 7900
    expected = {name: value for name, value in mapping.values.items() if name != "event.title"}
    for name, value in expected.items():
        found = document
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        kind = mapping.kinds[name]
        right = int(value) if kind in ("integer", "port") else list_of(value) if kind == "list" else value
        if (found != right or type(found) is not type(right)) and not (is_cut and (found is None or str(value).startswith(str(found)))):
            fail(where, f"{name} is {found!r}, expected {right!r}")
    if document["event"].get("severity") != mapping.severity:
        fail(where, f"event.severity is {document['event'].get('severity')}, expected {mapping.severity}")
    if parse_time(document["@timestamp"], {}) != mapping.time:
        fail(where, f"@timestamp is {document['@timestamp']}, expected {mapping.time}")
    names = set(expected) | {"event.severity", "ecs.version", "@timestamp", "message"}
    for name in leaves(document, ""):
        if name not in names and not name.startswith(("aliyun.raw.", "aliyun.tags.", "aliyun.topic", "aliyun.source")):
            fail(where, f"{name} is not mapped")


def list_of(value):
    """A JSON array of texts, numbers and booleans is the list itself; every other value is its only element."""
    try:
        items = json.loads(value)
    except ValueError:
        return [value]
    if not isinstance(items, list) or any(item is None or isinstance(item, (dict, list)) for item in items):
        return [value]
    return [item if isinstance(item, str) else to_text(item) for item in items] or None


def leaves(value, prefix):
    for name, item in value.items():
        if isinstance(item, dict):
            yield from leaves(item, f"{prefix}{name}.")
        else:
            yield prefix + name


def normalize(value, depth=0):
    """Removes what is empty, and makes objects below the eighth level text."""
    if not isinstance(value, dict):
        return value
    if depth == 8:
        return to_text(value)
    items = {name: normalize(item, depth + 1) for name, item in value.items()}
    return {name: item for name, item in items.items() if item not in (None, "", {})}


def check_splunk(where, message, mapping, record):
    document = read_json(message)
    is_cut = len(message.encode()) > 7900
    unfolded = {rule["field"] for rule in mapping.profile.get("expand", [])}
    for name, value in record.items():
        if name == "__time__":
            continue
        if name in mapping.profile.get("drop", []):
            if name in document:
                fail(where, f"{name} is written, but the profile drops it")
            continue
        right = value
        if name in unfolded:
            try:
                parsed = json.loads(value)
                right = parsed if isinstance(parsed, (dict, list)) else value
            except ValueError:
                pass
        found = document.get(name)
        if isinstance(right, dict) and isinstance(found, dict):
            for dropped in mapping.profile.get("drop", []):
                if dropped.startswith(name + "."):
                    right.pop(dropped[len(name) + 1:], None)
            found, right = normalize(found), normalize(right)
        if found != right and not (is_cut and (found is None or str(right).startswith(str(found)))):
            fail(where, f"{name} is {found!r}, expected {right!r}")


def check_unmapped(where, message, record):
    """generic-5424: every pair of the record once, unescaped from the documented rules of the key-value body."""
    body = re.match(r"<\d+>1 (?:\S+ ){5}- \|\|", message).end()
    pairs = [pair.partition("=")[::2] for pair in re.findall(r"((?:[^\\|]|\\.|\|(?!\|))*)(?:\|\||$)", message[body:])]
    found = {name: unescape(value, False) for name, value in pairs}
    if len(found) < len(pairs):
        fail(where, "a key occurs twice")
    for name, value in record.items():
        if name != "__time__" and found.get(name) != value and len(message.encode()) < 7900:
            fail(where, f"{name} is {found.get(name)!r}, expected {value!r}")


def check_actiontrail(where, message, record):
    body = re.match(r"<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d \S+ ", message).end()
    if message[body:] != record.get("event", ""):
        fail(where, "the body is not the field event")


def find_profile(profiles, record):
    for profile in profiles:
        for condition in as_list(profile["match"]):
            if condition == "fallback":
                continue
            view = Mapping.__new__(Mapping)
            view.record, view.kinds, view.values = record, {}, {}
            fits = [
                name not in condition or any(
                    value.startswith(text[:-1]) if text.endswith("*") else value == text for text in as_list(condition[name]))
                for name, value in (("topic", record.get("__topic__", "")), ("logstore", "logs"))]
            if all(fits) and ("when" not in condition or view.holds(condition["when"])):
                return profile
    return next(profile for profile in profiles if profile["match"] == "fallback")


def read_golden(preset):
    groups, name = {}, None
    for line in (TESTS / f"Golden/events/{preset}.txt").read_text("utf-8").split("\n"):
        if line.startswith("# "):
            name = line[2:]
            groups[name] = []
        elif line:
            groups[name].append(line)
    return groups


def main():
    profiles = [json.loads(path.read_text("utf-8")) for path in sorted((SERIALIZATION / "Profiles/BuiltIn").glob("*.json"))]
    by_hand = json.loads((TESTS / "Sources/expected.json").read_text("utf-8"))
    golden = {name: read_golden(name) for name in (
        "arcsight-cef", "sentinel-cef", "qradar-leef", "elastic", "splunk", "generic-5424", "qradar-actiontrail")}
    count = keys = 0
    for path in sorted((TESTS / "Sources/Records").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            record = {name: value if isinstance(value, str) else to_text(value) for name, value in json.loads(line, parse_int=Number).items()}
            record.setdefault("__topic__", "")
            record.setdefault("__source__", "")
            mapping = Mapping(find_profile(profiles, record), record)
            count, keys = count + 1, keys + len(mapping.values)
            where = f"{path.stem}:{number + 1}"
            messages = {preset: groups[path.stem][number] for preset, groups in golden.items()}
            for preset, checker in (("arcsight-cef", check_cef), ("sentinel-cef", check_cef), ("qradar-leef", check_leef), ("elastic", check_ecs)):
                try:
                    checker(f"{preset} {where}", messages[preset], mapping)
                except (ValueError, TypeError, AttributeError, KeyError) as error:
                    fail(f"{preset} {where}", f"not readable: {error}")
            check_splunk(f"splunk {where}", messages["splunk"], mapping, record)
            check_unmapped(f"generic-5424 {where}", messages["generic-5424"], record)
            check_actiontrail(f"qradar-actiontrail {where}", messages["qradar-actiontrail"], record)
            if where in by_hand:
                expected = by_hand.pop(where)
                parts, pairs = read_cef(messages["arcsight-cef"])
                for name, value in expected.items():
                    found = {"class": parts[3], "name": parts[4], "severity": parts[5], **dict(pairs)}.get(name)
                    if found != value:
                        fail(f"by hand {where}", f"{name} is {found!r}, expected {value!r}")
    for where in by_hand:
        fail("expected.json", f"there is no record {where}")
    print("\n".join(errors) or f"{count} records, {keys} values, {len(golden)} presets: all as expected")
    return 1 if errors else 0


sys.exit(main())
