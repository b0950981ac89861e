import type { Subject } from "./comments.js";

/** What customers write in English about each attribute, in pieces; written for the demo. Words in braces are drawn from `SLOTS`. */
export const SUBJECTS_EN: Readonly<Record<string, Subject>> = {
  serving_speed: {
    good: {
      say: [
        "the {dish} came within {s} minutes",
        "food came out quickly even though the place was full",
        "barely sat down and the {dish} was there",
        "everything arrived hot and in the right order",
        "quick kitchen, {people} served in {s} minutes",
      ],
      more: ["made it back to the office in time", "no need to ask twice", "the {guest} never got restless", "faster than last year"],
    },
    bad: {
      say: [
        "waited {n} minutes for the {dish}",
        "the {dish} took {n} minutes and arrived cold",
        "the table next to us came later and ate first",
        "asked {times} about the {dish} and nobody could say anything",
        "our order was lost and the {n} minutes started again",
        "starters and mains came together after {n} minutes",
      ],
      more: [
        "the {guest} fell asleep",
        "we missed our train",
        "not one word of explanation",
        "by then nobody was hungry",
        "{who} just shrugged",
      ],
    },
  },
  taste: {
    good: {
      say: [
        "the {dish} was cooked just right",
        "fresh ingredients, you can taste it in the {dish}",
        "loved the {dish}, not too oily",
        "the {dish} is as good as I remember",
        "the {guest} finished the {dish} before I got any",
      ],
      more: ["the steamed bread is great too", "ordered a second one", "well seasoned", "clean plates all round"],
    },
    bad: {
      say: [
        "the {dish} was far too salty",
        "{dish} lukewarm and bland",
        "the {dish} tasted different from last time",
        "too much oil on the {dish}",
        "the {dish} was undercooked and went back",
        "the mandarin fish is overrated, the {dish} too",
      ],
      more: ["left most of it", "{who} did not offer to replace it", "such a pity for {price} yuan", "the {guest} had one bite"],
    },
  },
  staff: {
    good: {
      say: [
        "{who} helped us choose and was very kind to the {guest}",
        "{who} cut the {dish} small for the {guest} without being asked",
        "{who} ran after us with a forgotten phone",
        "friendly team, tea always full",
        "{who} explained every dish patiently",
      ],
      more: ["please tell them", "rare these days", "felt like guests, not numbers", "even the manager said hello"],
    },
    bad: {
      say: [
        "nobody looked at our table for {n} minutes",
        "{who} was rude when we asked about the {dish}",
        "{who} hurried us out before the {dish} was finished",
        "asked {times} for water",
        "{who} brought the wrong {dish} and blamed us",
      ],
      more: ["not even a sorry", "the {guest} felt awkward", "the manager looked away", "spoilt the evening"],
    },
  },
  waiting: {
    good: {
      say: [
        "they told us how long the wait would be",
        "the screen shows how many tables are ahead",
        "seats and {drink} while we waited",
        "table ready after {s} minutes as promised",
        "hardly any wait on a Saturday",
      ],
      more: ["the {guest} got crayons", "well organised", "we walked around and came back in time"],
    },
    bad: {
      say: [
        "they said 20 minutes for a table, it took {n}",
        "no seats in the waiting area for {n} minutes",
        "missed our number and had to queue again",
        "booked a table and still stood for {n} minutes",
        "nobody told us how long it would take",
      ],
      more: ["empty tables everywhere", "the {guest} got tired of standing", "{who} had no idea", "later guests went in first"],
    },
  },
  cleanliness: {
    good: {
      say: ["spotless tables and restroom", "very clean, even {spot}", "open kitchen, all tidy", "{who} wiped the table twice"],
      more: ["no smell at all", "even the {guest} liked it", "rare for a busy place"],
    },
    bad: {
      say: [
        "sticky table {spot}",
        "greasy floor {spot}",
        "no soap in the restroom",
        "stains on the bowls, changed {times}",
        "the bin was full {spot}",
      ],
      more: ["lost my appetite", "{who} used one cloth for all tables", "basic hygiene please"],
    },
  },
  price: {
    good: {
      say: [
        "{price} yuan for {people}, good value",
        "the lunch set with {dish} is a bargain",
        "generous {dish} for the price",
        "fair prices, clear menu",
      ],
      more: ["no hidden fees", "the {drink} is free to refill", "will bring the {guest}"],
    },
    bad: {
      say: [
        "prices went up and the {dish} got smaller",
        "{price} yuan for {people} is not worth it",
        "the {drink} had no price until the bill",
        "charged for tissues and tea",
        "the advertised {dish} was sold out, only the expensive one left",
      ],
      more: ["overpriced", "{who} said it is a new menu", "felt cheated"],
    },
  },
  checkout: {
    good: {
      say: ["paid by phone in seconds", "{who} made the coupon work", "clear bill, item by item"],
      more: ["easy", "receipt at once", "split between {people}"],
    },
    bad: {
      say: [
        "the coupon did not work, {n} minutes at the till",
        "billed twice for the {dish}",
        "payment failed {times}",
        "the points were never added",
      ],
      more: ["a long line behind us", "{who} could not explain it", "still no refund"],
    },
  },
  parking: {
    good: {
      say: ["easy parking downstairs", "three hours of free parking", "{who} showed us where to park"],
      more: ["good with the {guest}", "no queue at the exit"],
    },
    bad: {
      say: [
        "drove around for {n} minutes to park",
        "the parking ticket covers one hour only",
        "the garage was full again",
        "the exit did not know our ticket",
      ],
      more: ["next time somewhere closer", "the {guest} waited outside", "parking cost more than the {drink}"],
    },
  },
  decor: {
    good: {
      say: ["lovely new interior", "quiet and cosy {spot}", "soft light, good music", "nice old photos on the walls"],
      more: ["good for a talk", "the {guest} took pictures", "did not want to leave"],
    },
    bad: {
      say: ["too loud {spot}", "freezing {spot}", "too dark to read the menu", "tables so close that {who} reached over us"],
      more: ["had to shout", "the {guest} got a headache", "nobody turned it down"],
    },
  },
  delivery: {
    good: {
      say: [
        "hot, complete and on time",
        "the {dish} came {s} minutes early",
        "well packed, no soup spilt",
        "they read the note about the {dish}",
        "the rider called ahead",
      ],
      more: ["as good as in the restaurant", "will order again", "it made the {guest} happy", "enough for {people}"],
    },
    bad: {
      say: [
        "arrived {n} minutes late and cold",
        "the {dish} was missing",
        "the {drink} leaked over everything",
        "got {dish} that nobody ordered",
        "no cutlery, and support did not answer for {n} minutes",
      ],
      more: ["still waiting for the refund", "ended up eating noodles", "half the portion of the restaurant", "the box was crushed"],
    },
  },
};
