const on = (threat: string, ...components: string[]) => components.map((component) => `${threat}_${component}`);

/** What `Firewall.managed()` stands on: groups of AWS by what we call them, with the names of their rules. */
export const MANAGED_RULE_GROUPS = [
  {
    id: 'IpReputation',
    group: 'AWSManagedRulesAmazonIpReputationList',
    rules: ['AWSManagedIPReputationList', 'AWSManagedReconnaissanceList', 'AWSManagedIPDDoSList'],
  },
  {
    id: 'Common',
    group: 'AWSManagedRulesCommonRuleSet',
    rules: [
      ...['NoUserAgent_HEADER', 'UserAgent_BadBots_HEADER'],
      ...on('SizeRestrictions', 'QUERYSTRING', 'Cookie_HEADER', 'BODY', 'URIPATH'),
      ...on('EC2MetaDataSSRF', 'BODY', 'COOKIE', 'URIPATH', 'QUERYARGUMENTS'),
      ...on('GenericLFI', 'QUERYARGUMENTS', 'URIPATH', 'BODY'),
      ...on('RestrictedExtensions', 'URIPATH', 'QUERYARGUMENTS'),
      ...on('GenericRFI', 'QUERYARGUMENTS', 'BODY', 'URIPATH'),
      ...on('CrossSiteScripting', 'COOKIE', 'QUERYARGUMENTS', 'BODY', 'URIPATH'),
    ],
  },
  {
    id: 'KnownBadInputs',
    group: 'AWSManagedRulesKnownBadInputsRuleSet',
    rules: [
      ...on('JavaDeserializationRCE', 'HEADER', 'BODY', 'URIPATH', 'QUERYSTRING'),
      ...['Host_localhost_HEADER', 'PROPFIND_METHOD', 'ExploitablePaths_URIPATH', 'ReactJSRCE_BODY'],
      ...on('Log4JRCE', 'HEADER', 'QUERYSTRING', 'BODY', 'URIPATH'),
    ],
  },
];
