/** What customers write, by attribute; written for the demo. `{n}` is a number of minutes. */
type Lines = { readonly good: readonly string[]; readonly bad: readonly string[] };

export const LINES_ZH: Readonly<Record<string, Lines>> = {
  serving_speed: {
    good: ["点完没多久菜就上齐了，赶时间的时候很合适。", "上菜顺序安排得好，没有等。", "高峰期也没等多久，比以前快。"],
    bad: [
      "热菜等了 {n} 分钟才上，两道已经凉了。",
      "催了三次都说「马上」，没有人解释。",
      "凉菜吃完了热菜还没影，孩子都困了。",
      "等了 {n} 分钟，隔壁桌后来的都先上了。",
    ],
  },
  taste: {
    good: ["味道和以前一样稳。", "清蒸的鱼很鲜，火候刚好。", "汤很鲜，不咸不淡。"],
    bad: ["今天的红烧肉偏咸，没怎么动。", "菜端上来是温的，口感差了不少。", "和上次来味道不一样，淡了。"],
  },
  staff: {
    good: ["老人牙口不好，服务员没等我们开口，就把肉切小了再端上来。", "主动给孩子拿了儿童椅和围兜。", "下雨天送到门口还给撑伞，谢谢。"],
    bad: ["叫了几次没人应，自己去拿的餐具。", "问个问题，回答得很不耐烦。"],
  },
  waiting: {
    good: ["等位的时候告诉了大概要多久，心里有数。", "等位区有水有座，挺好。"],
    bad: ["取号说等 20 分钟，实际等了 {n} 分钟。", "叫号机坏了，过号也没人管。"],
  },
  cleanliness: { good: ["桌面和洗手间都很干净。"], bad: ["地面有油，差点滑倒。", "餐具上有水渍，换了一次。"] },
  price: { good: ["这个价位很实在。"], bad: ["涨价了，分量反而少了。", "酒水单没有标价，结账才知道。"] },
  checkout: { good: ["扫码结账很快。"], bad: ["优惠券用不了，收银台等了好久。"] },
  parking: { good: ["停车券给得很爽快。"], bad: ["味道和以前一样好，就是停车绕了二十分钟，下次可能换一家近的。"] },
  decor: { good: ["新装修很舒服，灯光不刺眼。"], bad: ["隔音差，聊天要喊。"] },
  delivery: {
    good: ["送得快，汤一点没洒。", "包装很用心，还温着。"],
    bad: ["少送了一份米饭，联系客服半天没人回。", "比预计晚了 {n} 分钟，菜都凉了。"],
  },
};

export const LINES_EN: Readonly<Record<string, Lines>> = {
  serving_speed: {
    good: ["Food came quickly even though the place was full."],
    bad: ["We waited {n} minutes for the hot dishes and two arrived cold."],
  },
  taste: { good: ["The fish was fresh and cooked just right."], bad: ["The soup was far too salty today."] },
  staff: { good: ["The waiter helped us choose and was very kind to our kids."], bad: ["Nobody looked at our table for a long time."] },
  waiting: { good: ["They told us how long the wait would be."], bad: ["They said 20 minutes for a table; it took {n}."] },
  delivery: { good: ["Hot, complete and on time."], bad: ["Arrived {n} minutes late and cold."] },
};
