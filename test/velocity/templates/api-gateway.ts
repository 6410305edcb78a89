const PASS_THROUGH = `## See the mapping template reference
#set($allParams = $input.params())
{
"body-json" : $input.json('$'),
"params" : {
#foreach($type in $allParams.keySet())
    #set($params = $allParams.get($type))
"$type" : {
    #foreach($paramName in $params.keySet())
    "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
        #if($foreach.hasNext),#end
    #end
}
    #if($foreach.hasNext),#end
#end
},
"stage-variables" : {
#foreach($key in $stageVariables.keySet())
"$key" : "$util.escapeJavaScript($stageVariables.get($key))"
    #if($foreach.hasNext),#end
#end
},
"context" : { "stage" : "$context.stage", "source-ip" : "$context.identity.sourceIp", "user" : "$context.identity.user" }
}
`;

const DEFINED_LOOP = `#set( $body = $input.json("$") )
#define( $loop )
{
    #foreach($key in $map.keySet())
        #set( $k = $util.escapeJavaScript($key) )
        #set( $v = $util.escapeJavaScript($map.get($key)).replaceAll("\\\\'", "'") )
        "$k":
          "$v"
        #if( $foreach.hasNext ) , #end
    #end
}
#end
{
  "body": $body,
  #set( $map = $input.params().header )
  "headers": $loop,
  #set( $map = $input.params().querystring )
  "query": $loop,
  #set( $map = $stageVariables )
  "stageVariables": $loop
}
`;

const DYNAMODB_ITEMS = `#set($inputRoot = $input.path('$'))
{
    "items": [
        #foreach($item in $inputRoot.items) {
            "id": $item.id,
            "name": "$util.escapeJavaScript($item.name).replaceAll("\\\\'","'")",
            "price": $item.price
        }#if($foreach.hasNext),#end
        #end
    ]
}`;

const KINESIS_RECORDS = `#set( $numRecords = $input.path('$.items').size() )
#if($numRecords > 0)
#set( $maxIndex = $numRecords - 1 )
#foreach( $idx in [0..$maxIndex] )
  #set( $elem = $input.path("$.items[\${idx}]") )
  #set( $elemJsonB64 = $util.base64Encode($elem.name) )
  { "Data": "$elemJsonB64", "PartitionKey": #if( $elem.id > 1 )"$elem.id"#else"$elemJsonB64.length()"#end }#if($foreach.hasNext),#end
#end
#end`;

export const API_GATEWAY: readonly string[] = [
  PASS_THROUGH,
  PASS_THROUGH.replaceAll('\n', '\r\n'),
  DEFINED_LOOP,
  DYNAMODB_ITEMS,
  KINESIS_RECORDS,
  '{"statusCode": 200}',
  '$input.body',
  '$input.body.length()',
  '[$input.body.nope]',
  ...[
    '$',
    '$.list',
    '$.map',
    '$.items',
    '$.items[1]',
    '$.items[0].price',
    '$.one',
    '$.many',
    '$.tiny',
    '$.large',
  ].flatMap((path) => [`$input.json('${path}')`, `[$input.path('${path}')]`]),
  ...['$.text', '$.empty', '$.truth', '$.nothing', '$.nope', '$.url', '$.odd', `$['with space']`].flatMap((path) => [
    `$input.json("${path}")`,
    `[$input.path("${path}")]`,
  ]),
  `$input.path('$.list').toString() $input.path('$.map').toString()`,
  `#set($m = {})#set($m.list = $input.path('$.list'))#set($m.url = $input.path('$.url'))$m`,
  `#set($l = $input.path('$.list'))#set($ignored = $l.add($input.path('$.url')))$l`,
  `#set($l = ['x', $input.path('$.map'), $input.path('$.list')])$l`,
  `$input.params() $input.params().path $input.params().header.Accept $input.params().querystring.get('q')`,
  `$input.params('id') $input.params('q') $input.params('X-Trace') $input.params('both')`,
  `[$input.params('nope')][$input.params('blank')]`,
  `#if($input.params('nope') == '')none#end#if($input.params('nope'))some#end`,
  `$util.escapeJavaScript($input.path('$.odd'))`,
  `$util.escapeJavaScript($input.json('$.items'))`,
  `$util.escapeJavaScript("a/b 'c' é \\u0001 \\u007f \\u0100")`,
  `$util.parseJson($input.body).items.get(1).name`,
  `$util.parseJson('{"a": [1, 2.0, {"b": null}]}') $util.parseJson('[1.10, "x/y"]') $util.parseJson('"text"')`,
  `#set($b = $util.parseJson('{"k": {"arr": [1,2]}}'))$b.k.arr[1] $b.k.arr.size()`,
  `$util.urlEncode("a b&c=d/é~*'()!") $util.urlDecode('a+b%26%C3%A9')`,
  `$util.base64Encode('héllo') $util.base64Decode('aGk=')`,
  `$stageVariables.table \${stageVariables.table}s $stageVariables.get('table') [$stageVariables.nope]`,
  `$context.stage $context.requestTimeEpoch $context.identity.sourceIp [$context.identity.user] $context.get('stage')`,
  `#foreach($key in $context.identity.keySet())$key #end`,
  `#foreach($e in $input.path('$.map').entrySet())$e.key=$e.value,$e.getKey()=$e.getValue() #end`,
  `#foreach($v in $input.path('$.map'))$v #end`,
  `#set($context.mine = "1")$context.mine #set($context["yours"] = "2")$context.yours $context.put("ours", "3")$context.ours`,
  `#set($name = "n")#set($context.identity[$name] = "bar")$context.identity.n`,
];
