const LIST = '#set($l = ["b", "a", 1])';
const MAP = '#set($m = {"b": 1, "a": "x", 3: [1]})';
const JSON_LIST = `#set($l = $input.path('$.list'))`;
const WORDS = `#set($l = $input.path('$.words'))`;

export const LISTS_AND_MAPS: readonly string[] = [
  ...[LIST, JSON_LIST, WORDS].flatMap((list) => [
    `${list}$l $l.size() $l.isEmpty() $l.empty [$l.size] [$l.length] [$l.length()]`,
    `${list}$l.get(0) $l[0] $l[1] $l[-1] $l.get(2)`,
    `${list}$l.contains("a") $l.contains(1) $l.indexOf("a") $l.indexOf("z") $l.lastIndexOf(1)`,
    `${list}$l.add("n") $l $l.add(0, "first")$l`,
    `${list}$l.remove(0) $l.remove("a") $l.remove("z") $l`,
    `${list}$l.set(1, "s") $l`,
    `${list}$l.addAll([1, 2]) $l.addAll([]) $l`,
    `${list}$l.subList(0, 2) $l.subList(1, 1)`,
    `${list}$l.containsAll(["a"]) $l.containsAll(["a", "z"]) $l.removeAll(["a"]) $l $l.retainAll([1]) $l`,
    `${list}$l.equals(["b", "a", 1]) $l.equals("b") $l.toString()`,
    `${list}$l.clear() $l $l.isEmpty()`,
    `${list}[$l.get("a")][$l.a][$l["a"]]`,
  ]),
  `${JSON_LIST}$l[4] $l[4][0] $l.get(2).three $l[2].three [$l[3]]`,
  '#set($l = [[1, 2], [3]])$l[0][1] $l.get(1).get(0) $l[0].size()',
  ...[MAP, `#set($m = $input.path('$.map'))`].flatMap((map) => [
    `${map}$m $m.size() $m.isEmpty() [$m.size] [$m.empty] [$m.nope]`,
    `${map}$m.a $m.get("a") $m["a"] $m.b [$m.get("nope")] [$m.get(3)] [$m[3]] [$m.get("10")]`,
    `${map}$m.containsKey("a") $m.containsKey("z") $m.containsKey(3) $m.containsValue(1) $m.containsValue("z")`,
    `${map}$m.keySet() $m.values() $m.entrySet()`,
    `${map}$m.keySet().size() $m.keySet().contains("a") $m.keySet().isEmpty() [$m.keySet().get(0)] [$m.keySet()[0]]`,
    `${map}$m.put("n", 1) $m.put("n", 2) $m`,
    `${map}$m.remove("a") $m.remove("z") $m`,
    `${map}$m.getOrDefault("a", 0) $m.getOrDefault("z", 0) $m.putIfAbsent("a", 9) $m.putIfAbsent("z", 9) $m`,
    `${map}$m.putAll({"p": 1, "a": 2}) $m $m.replace("a", 3) $m.replace("q", 3) $m`,
    `${map}$m.equals({"b": 1}) $m.toString() $m.clear() $m`,
    `${map}#foreach($e in $m.entrySet())$e|$e.key|$e.value|$e.getKey() #end`,
    `${map}#foreach($k in $m.keySet())$k=$m.get($k),#end #foreach($v in $m.values())$v,#end`,
  ]),
  '#set($m = {"a": 1})#set($n = $m)#set($n.b = 2)$m',
  '#set($m = {"k": {"k": {"k": "deep"}}})$m.k.k.k ${m.k.get("k").k}',
  '#set($m = {})$m.put("list", []) $m.list.add(1) $m',
];
