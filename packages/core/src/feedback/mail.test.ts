import { expect, test } from "vitest";
import { customerWords, readMails, readTranscript } from "./index.js";

const ENGLISH = `From: Guest Example <guest@example.com>
To: service@example.net
Date: Mon, 2 Mar 2026 10:05:00 +0800
Subject: Cold soup

The soup arrived cold.
It also took forty minutes.

--
Guest Example
Tel. 5550100

From: "Service Desk" <service@example.net>
To: Guest Example <guest@example.com>
Date: Mon, 2 Mar 2026 11:00:00 +0800
Subject: Re: Cold soup

We are sorry. Would a refund be fine?

On Mon, 2 Mar 2026 at 10:05, Guest Example
<guest@example.com> wrote:
> The soup arrived cold.

From: Guest Example <guest@example.com>
To: service@example.net
Date: Mon, 2 Mar 2026 11:20:00 +0800
Subject: Re: Re: Cold soup

Half of it is enough.
> We are sorry. Would a refund be fine?
`;

const CHINESE = `发件人：示例顾客 <guest@example.com>
发送时间：2026年3月2日 11:20
收件人：客服 <kefu@example.net>
主题：回复：汤凉了

退一半就行。

-----原始邮件-----
发件人：客服 <kefu@example.net>
发送时间：2026年3月2日 11:00
收件人：示例顾客 <guest@example.com>
主题：回复：汤凉了

很抱歉，全额退款可以吗？
`;

test("mail: headers are no speakers, and each message gives one turn of its own words", () => {
  const turns = readTranscript(ENGLISH);
  expect(turns.map(({ speaker, side }) => [speaker, side])).toEqual([
    ["Guest Example", "customer"],
    ["Service Desk", "staff"],
    ["Guest Example", "customer"],
  ]);
  expect(customerWords(turns, "turn")).toEqual(["The soup arrived cold.\nIt also took forty minutes.", "Half of it is enough."]);
  expect(JSON.stringify(turns)).not.toMatch(/Subject|Date|5550100|wrote/);
});

test("mail: what a mail program repeats of earlier messages is cut, in Chinese too", () => {
  expect(readMails(CHINESE)).toEqual([{ from: "示例顾客", address: "guest@example.com", text: "退一半就行。" }]);
  const replied = `${CHINESE.split("-----")[0]}客服 于2026年3月2日写道：\n> 很抱歉`;
  expect(readMails(replied).map(({ text }) => text)).toEqual(["退一半就行。"]);
});

test("mail: the customer is told by name or address; alone and unknown, nobody is taken for one", () => {
  expect(customerWords(readTranscript(CHINESE), "turn")).toEqual([]);
  for (const told of ["示例顾客", "guest@example.com"])
    expect(customerWords(readTranscript(CHINESE, told), "turn")).toEqual(["退一半就行。"]);
});

test("mail: the same message twice in a thread counts once; a talk that mentions a sender is no mail", () => {
  expect(readMails(ENGLISH + ENGLISH)).toHaveLength(3);
  expect(readMails("客户：发件人写错了\n客服：好的")).toEqual([]);
  expect(readMails("From: Li\nhello")).toEqual([]);
});
