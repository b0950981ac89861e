/** Words of praise that push when they stand before the thing asked about. */
export const praise =
  "award[- ]winning|amazing|awesome|excellent|outstanding|exceptional|superb|superior|fantastic|wonderful|great|world[- ]class|best[- ]in[- ]class|first[- ]class|top[- ]quality|high[- ]quality|top[- ]notch|industry[- ]leading|market[- ]leading|leading|cutting[- ]edge|state[- ]of[- ]the[- ]art|innovative|revolutionary|delicious|tasty|mouth[- ]?watering|friendly|helpful|dedicated|hard[- ]?working|caring|professional(?! services?)|expert|talented|skilled|knowledgeable|courteous|attentive|lovely|beautiful|stunning|gorgeous|luxurious|cozy|cosy|comfortable|convenient|easy[- ]to[- ]use|user[- ]friendly|seamless|effortless|hassle[- ]free|fast(?! food)|speedy|lightning[- ]fast|prompt|efficient|reliable|trusted|popular|beloved|famous|renowned|acclaimed|highly[- ]rated|five[- ]star|5[- ]star|generous|affordable|unbeatable|incredible|improved|new and improved|exciting|brilliant|perfect|fresh|finest|marvellous|marvelous|splendid|celebrated|unrivalled|unrivaled|valued|spotless|charming|delightful|enhanced|upgraded|impressive|remarkable|terrific|handcrafted|legendary|unmatched|warm|hospitable";

export const praisedThing =
  "service|services|product|products|team|staff|support|experience|app|application|website|site|menu|food|dishes|meal|meals|coffee|restaurant|hotel|store|shop|room|rooms|delivery|customer|customers|care|program|programme|features?|design|system|platform|course|courses|teachers?|doctors?|nurses?|agents?|advisors?|advisers?|representatives?|employees|crew|drivers?|facilities|amenities|breakfast|lounge|checkout|check-in|process|solution|solutions|tools?|interface|dashboard|update|version|prices|pricing|offers?|rewards|loyalty|packaging|technicians?|mechanics?|location|atmosphere|garden|pool|spa|gym|technology|chefs?|recipes?|range|collection|quality|line|bank|clinic|school|event|conference|tour|guide|guides|library|cafe|showroom|vehicles?|cars?|sandwich(?:es)?|bread|pastries|beds?|view|views|hospitality|concierge|newsletter|content|trainers?|classes|upgrade|redesign|reception|receptionists?|office|kitchen|bakery|wifi|portal|helpdesk|software|seats?|seating|playground|salads?|soup|burgers?|pizzas?|wines?|desserts?";

export const crowd =
  "(?:most|many|the majority|a majority|the vast majority|nearly all|almost all|almost everyone|everyone|everybody|nine out of ten|\\d+ ?(?:%|percent|out of \\d+)|millions|thousands|hundreds|more and more|a growing number|lots|plenty|countless|numerous|other)(?: of)?(?: (?:our|the|your))?(?: \\w+)?(?: (?:customers|people|users|guests|clients|visitors|shoppers|diners|parents|patients|members|passengers|travell?ers|experts|employees|colleagues|students|drivers|buyers|owners|consumers|residents|subscribers|neighbou?rs|friends|businesses|companies))?";
export const crowdSays =
  "(?:(?:already|really|now|also|all|have|has) )*(?:agree|agrees|think|thinks|believe|believes|say|says|said|prefer|prefers|love|loves|like|likes|enjoy|enjoys|rate|rates|rated|recommend|recommends|choose|chooses|chosen|chose|find|finds|found|feel|feels|trust|trusts|tell|told|report|reported|consider|considers|are (?:happy|satisfied|delighted|thrilled|choosing|switching)|switched|appreciate|appreciates|know|knows)";

export const authority =
  "\\b(?:experts?|doctors?|dentists?|scientists?|researchers?|research|studies|a study|data|nutritionists?|analysts?|critics?|professionals|specialists|economists|the government|surveys?|industry leaders|professors?)\\b(?: \\w+){0,3}? (?:agree|recommend|recommends|recommended|say|says|show|shows|shown|suggest|suggests|prove|proves|proven|confirm|confirms|believe|consider|advise|endorse|find|found|indicate|indicates|praise|rate|rated)";

export const pushes = [
  "\\b(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|wouldn't|won't|can't|couldn't|shouldn't|haven't|hasn't|ain't) (?:you|it|they|we|our|the|this|that|he|she|these|those|everyone)\\b",
  "\\b(?:do|did|does) you not\\b",
  "\\bdo you also\\b",
  "\\bwould you also\\b",
  ",\\s*(?:right|correct|okay|ok|agreed|no)\\?",
  ",\\s*(?:isn't|wasn't|aren't|weren't|don't|doesn't|didn't|won't|wouldn't|haven't|hasn't|can't) (?:it|they|you|we|he|she)\\?",
  "\\bobviously\\b",
  "\\bclearly\\b(?=[^?]*\\b(?:best|better|superior|improved|important|great)\\b)",
  "\\bof course\\b",
  "\\bundoubtedly\\b",
  "\\bno doubt\\b",
  "\\bundeniabl[ey]\\b",
  "\\bsurely\\b",
  "\\bas you know\\b",
  "\\bas everyone knows\\b",
  "\\beveryone knows\\b",
  "\\bit is well[- ]known\\b",
  "\\bwe (?:believe|think|feel|are (?:sure|confident|proud)|know)\\b",
  "\\bwe(?:'re| are) proud\\b",
  "\\bproud of\\b",
  "\\bno one (?:would|could)\\b",
  "\\bhow (?:great|amazing|wonderful|fantastic|excellent|awesome|delicious|pleased|delighted|impressed|happy|thrilled|much better|much (?:did|do) you (?:love|like|enjoy|appreciate|value|benefit))\\b(?! or )",
  "\\b(?:please |kindly )?(?:give|rate|leave|award|score)(?: us)?(?: an?)? (?:5|five|10|ten|top|full|perfect|high|excellent|great|good|positive|maximum)(?:[- ](?:stars?|out of|marks|scores?|ratings?|reviews?|feedback))",
  "\\bworthy of (?:five|5|ten|10)\\b",
  "\\bas (?:a|an) (?:smart|savvy|responsible|loyal|valued|discerning|caring|intelligent|sensible|reasonable|good|concerned|thoughtful|health[- ]conscious)\\b",
  "\\bthanks to our\\b",
  "\\b(?:we (?:have|'ve) )(?:worked (?:so |very )?hard|invested (?:heavily|millions)|gone (?:above|out of)|recently (?:improved|upgraded|won))\\b",
  "\\byou(?:'d| would)? (?:surely|certainly|obviously|definitely|must)\\b",
  "\\bhow (?:far|much) do you agree that our\\b(?=[^?]*\\b(?:best|excellent|outstanding|amazing)\\b)",
  "\\bthe best\\b(?! (?:way|time|describes|describe|thing|part|method|place|channel|option|word|answer|number|day|reason))",
];

export const anger =
  "\\b(?:terrible|horrible|awful|appalling|disgusting|disgraceful|shameful|outrageous|ridiculous|dreadful|nightmare|frustrating|infuriating|annoying|rude|lazy|incompetent|greedy|dishonest|unfair|unjust|rip[- ]?off|scam|overpriced|excessive|exorbitant|hated|careless|unacceptable|pathetic|disastrous|hopeless|sluggish|outdated|clunky|cheating|ruined|suffer(?:ed|ing)?|endure[ds]?|plague[ds]?|sky[- ]high|shoddy|inferior|disappointing|confusing|unreliable|poor|bad|wasteful|unnecessary|chaotic|painful|tedious|botched|foolish|inadequate|cold[- ]hearted|reckless)\\b";

export const presumed = [
  "\\bwhy (?:do|did|are|were|have|would|is|was) (?:you|our|the|it|so many)[^?]{0,25}?\\b(?:love|like|enjoy|prefer|hate|dislike|trust|distrust|so|such|unhappy|dissatisfied|disappointed|satisfied|happy|pleased|angry|upset|stop(?:ped)?|refuse[ds]?|ignore[ds]?|better|worse|best|too|still|always|never|complain|complaining|delighted|frustrated|loyal|avoid|keep)\\b",
  "\\bwhat (?:do|did) you (?:love|hate|despise|admire)\\b",
  "\\bhow (?:much|often) (?:do|did|does|have|has|were|was|are) [^?]*?\\b(?:love|loved|enjoy|enjoyed|hate|hated|dislike|disliked|suffer|suffered|waste|wasted|improve|improved|benefit|benefited|frustrate|frustrated|annoy|annoyed|save|saved|annoyed|enhanced?|simplif(?:y|ied)|struggle[ds]?|disappoint(?:ed)?|mislead|misled|overcharged?|exceed(?:ed)?)\\b",
  "\\bhow (?:angry|upset|frustrated|annoyed|disappointed|excited|thrilled|grateful|worried|glad|relieved|outraged|delighted|sorry|ashamed|fed up|tired)\\b(?! or )",
  "\\b(?:too (?:long|slow|high|expensive|few|many|much|small|noisy|crowded|complicated|difficult))\\b(?![^?]*\\b(?:or|too (?:short|fast|low|cheap|easy|large|quiet))\\b)",
  "\\bwhen did you (?:stop|start|begin|realis?e|first notice|give up|lose)\\b",
  "\\bhave you (?:stopped|given up|finally)\\b",
  "\\b(?:given|considering|in light of|because of|due to|since|now that|after|despite) (?:\\w+ ){0,6}?(?:recent |constant |repeated |frequent |huge |massive |steep |sharp |obvious |clear |many |numerous |continual |endless |serious |major |great |big )?(?:failures?|delays?|errors?|mistakes?|problems?|price (?:increase|rise|hike)s?|decline|improvements?|scandals?|outages?|poor|bad|success|long waits?|long lines|long queues|cuts)\\b",
  "\\bwhat (?:problems|difficulties|issues|frustrations|trouble|benefits|improvements|annoyances|delays|mistakes|complaints) (?:did|do|have|has|were|was|are)\\b",
  "\\b(?:still|continue to|keep(?:s)?|once again|yet again) (?:\\w+ )?(?:disappoint\\w*|fail\\w*|delay\\w*|wait\\w*|overcharg\\w*|suffer\\w*|ignor\\w*|us(?:e|ing) (?:an )?inferior|pay\\w* (?:too much|more))\\b",
  "\\bhow (?:has|have|did|does|do) (?:our|the|this|it|that)[^?]*?\\b(?:improve[ds]?|ruin(?:ed|s)?|help(?:ed|s)?|made? (?:your|it|things)[^?]*?(?:better|easier|worse|harder)|makes?[^?]*?(?:better|easier|worse|harder)|benefit(?:ed|s)?|save[ds]?|harm(?:ed)?|damage[ds]?|hurt|enhance[ds]?|inconvenience[ds]?|transform(?:ed)?)\\b",
  "\\bhow badly\\b",
  "\\bhow (?:much|many)[^?]*?\\b(?:better|easier|faster|worse|harder|slower|more enjoyable)\\b",
  "\\b(?:most|more) (?:disappointed|annoyed|frustrated|angry|dissatisfied|unhappy|irritated)\\b",
  "\\bwhich (?:of these )?(?:failures?|mistakes?|problems?|frustrations?)\\b(?=[^?]*\\b(?:most|worst|worse)\\b)",
  "\\bthe (?:failure|mistake|problem|mess|chaos|nightmare|decline|drop) (?:of|in|with)\\b",
];

/** Praise that is part of no product's name: before any noun of ours it pushes. */
export const plainPraise =
  "award[- ]winning|amazing|awesome|excellent|outstanding|exceptional|superb|fantastic|wonderful|world[- ]class|best[- ]in[- ]class|top[- ]notch|delicious|tasty|friendly|helpful|hard[- ]?working|caring|talented|courteous|attentive|lovely|beautiful|stunning|gorgeous|luxurious|cozy|cosy|convenient|seamless|effortless|hassle[- ]free|speedy|trusted|beloved|renowned|acclaimed|generous|unbeatable|incredible|exciting|brilliant|perfect|finest|spotless|charming|delightful|impressive|remarkable|terrific|legendary|unmatched|hospitable|popular|innovative|revolutionary|state[- ]of[- ]the[- ]art|cutting[- ]edge";

/** Asking for agreement: a push where only yes and no are offered, a statement to rate elsewhere. */
export const agreePushes = [
  "(?:would|do|don't|wouldn't) you (?:also )?agree (?:that )?",
  "\\bdo(?:es)? (?:you )?(?:agree|admit|acknowledge|accept) (?:that|with)(?=[^?]*\\b(?:best|better|great|good|excellent|superior|improved|fast|easy|easier|friendly|helpful|important|essential|valuable|outstanding|delicious|convenient|reasonable|fair|fantastic|amazing|well|leading|ideal)\\b)",
];
