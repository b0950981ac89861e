/** What stands around and in the pieces of an English comment; written for the demo. */
export const SLOTS: Readonly<Record<string, readonly string[]>> = {
  dish: "braised pork|steamed perch|mandarin fish|mapo tofu|beef hotpot|sweet and sour pork|fried rice|aubergine|dumpling soup|crab tofu|stir-fried shrimp|roast duck|lotus root|egg custard|lamb stew|pork belly|clam soup|noodle soup".split(
    "|",
  ),
  drink: "oolong tea|rice wine|soy milk|corn juice|barley tea".split("|"),
  who: "the waiter|our waitress|the manager|the girl at the door|the cashier|a young man in an apron".split("|"),
  guest: "kids|grandparents|colleagues|clients|baby|mother-in-law|parents|guests from abroad".split("|"),
  spot: "by the window|upstairs|in the private room|in the main hall|near the door|in the corner".split("|"),
  h: "noon|one|six|half past six|seven|eight".split("|"),
  times: "twice|three times|four times".split("|"),
  price: "198|236|268|320|389|460".split("|"),
  people: "two|three|a family of five|six|eight colleagues|four adults and a child".split("|"),
};
export const OPENINGS =
  "Saturday dinner with the {guest}|Weekday lunch|First visit|Third time here|Came for the {dish}|Sat {spot}|Birthday dinner for {people}|On a business trip|After work|Brought the {guest}|Rainy Sunday|A friend told us about it|Regular for years".split(
    "|",
  );
/** The same for a meal that came to the door. */
export const DELIVERY = {
  opening: "Lunch at the office|Ordered for the {guest}|Rainy evening|Third order|First order from here|Working late".split("|"),
  fact: ["{dish}, {dish} and {drink}", "ordered around {h}", "paid {price} in all", "left a clear note"],
  aside: {
    good: ["the {drink} could be colder", "delivery fee a bit high"],
    bad: ["at least the {dish} was fine", "the rider was polite"],
  },
} as const;

/** Facts by the way, which judge nothing. */
export const FACTS =
  "we had {dish}, {dish} and {drink}|table {spot}|we were {people}|arrived around {h}|the {guest} ordered {dish}|paid {price} in all".split(
    "|",
  );
export const CLOSINGS = {
  good: "will be back|recommended|keep it up|thank you|five stars from us|worth the trip|better than expected|the {guest} agreed".split(
    "|",
  ),
  bad: "disappointed|please look into it|hope someone reads this|used to be better|not sure we will return|not what we are used to".split(
    "|",
  ),
};
export const ASIDES = {
  good: "only the parking is tricky|a bit noisy though|the {drink} was a little sweet|but it gets crowded".split("|"),
  bad: "at least the {dish} was fine|but {who} was polite|the room itself is nice|the {drink} was good".split("|"),
};
export const SHORT = {
  good: "great {dish}|lovely|all good|nice {drink}|so tasty|friendly".split("|"),
  bad: "too slow|cold {dish}|salty|meh|rude|pricey".split("|"),
};
export const COPIED = {
  good: ["Great food, great service, great place, highly recommended!"],
  bad: ["Not what I expected from the pictures, would not recommend."],
};
export const BATCH: readonly string[] = ["the plum drink tasted off, the {guest} left it", "the plum drink had a strange smell today"];
/** Since the new dish is on the menu. */
export const NEW_DISH = {
  good: ["the new lotus leaf rice is lovely", "try the lotus leaf rice"],
  bad: ["the new lotus leaf rice was sold out", "the lotus leaf rice was still cold inside"],
} as const;
