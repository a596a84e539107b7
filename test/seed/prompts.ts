import { pick, type Random } from "./random";

const english = {
  shot: [
    "Wide shot of",
    "Close-up of",
    "Aerial view of",
    "Slow tracking shot of",
    "Handheld shot of",
    "Macro shot of",
  ],
  subject: [
    "a red fox",
    "two old fishermen",
    "a paper boat",
    "a steam train",
    "a girl in a yellow raincoat",
    "a lone astronaut",
    "a flock of starlings",
    "a street musician",
    "a white horse",
    "an origami crane",
    "a lighthouse keeper",
    "a vintage motorcycle",
    "a chef",
    "a koi pond",
    "a ballet dancer",
    "a hot-air balloon",
  ],
  action: [
    "crossing",
    "resting in",
    "racing through",
    "drifting over",
    "emerging from",
    "waiting at the edge of",
    "dancing across",
    "vanishing into",
  ],
  place: [
    "fresh snow",
    "a neon-lit alley",
    "a field of lavender",
    "the harbour",
    "a misty pine forest",
    "a desert canyon",
    "a rain-wet street",
    "the rooftops of Lisbon",
    "an abandoned station",
    "a frozen lake",
    "a night market",
    "terraced rice fields",
  ],
  light: [
    "at dawn",
    "at golden hour",
    "under a full moon",
    "in soft overcast light",
    "by candlelight",
    "in heavy rain",
    "under northern lights",
    "at noon",
  ],
  style: [
    "35mm film grain",
    "shallow depth of field",
    "cinematic, anamorphic",
    "watercolour style",
    "high contrast, moody",
    "gentle dolly forward",
    "documentary style",
    "pastel colours, calm",
  ],
};

const chinese = {
  shot: ["广角镜头：", "特写镜头：", "航拍：", "缓慢推进的镜头：", "手持镜头：", ""],
  subject: [
    "一只红狐",
    "两位老渔夫",
    "一艘纸船",
    "一列蒸汽火车",
    "穿黄色雨衣的女孩",
    "一名宇航员",
    "一群椋鸟",
    "街头乐手",
    "一匹白马",
    "折纸鹤",
    "灯塔守望人",
    "一辆老式摩托车",
    "芭蕾舞者",
    "热气球",
  ],
  action: ["穿过", "停留在", "奔跑于", "漂浮在", "出现在", "消失在"],
  place: [
    "新雪之中",
    "霓虹灯下的小巷",
    "薰衣草花田",
    "清晨的港口",
    "雾气弥漫的松林",
    "沙漠峡谷",
    "雨夜的街道",
    "里斯本的屋顶之上",
    "废弃的车站",
    "结冰的湖面",
    "夜市",
    "梯田之间",
  ],
  light: [
    "黎明时分",
    "黄昏的金色光线",
    "满月之下",
    "柔和的阴天光线",
    "烛光摇曳",
    "大雨倾盆",
    "极光之下",
  ],
  style: [
    "胶片质感",
    "浅景深",
    "电影感宽银幕",
    "水彩风格",
    "高对比度",
    "镜头缓缓推进",
    "纪录片风格",
  ],
};

/** A prompt as somebody might write it: two in three in English, the others in Chinese. */
export function promptOf(random: Random): string {
  if (random() < 0.66) {
    const { shot, subject, action, place, light, style } = english;
    return `${pick(random, shot)} ${pick(random, subject)} ${pick(random, action)} ${pick(random, place)} ${pick(random, light)}, ${pick(random, style)}.`;
  }
  const { shot, subject, action, place, light, style } = chinese;
  return `${pick(random, shot)}${pick(random, subject)}${pick(random, action)}${pick(random, place)}，${pick(random, light)}，${pick(random, style)}。`;
}

export const tagNames = [
  ...[
    "harbour",
    "rain",
    "fox",
    "trailer",
    "client A",
    "client B",
    "b-roll",
    "opening",
    "ending",
    "night",
  ],
  ...[
    "snow",
    "portrait",
    "test",
    "keep",
    "reshoot",
    "colour",
    "music video",
    "social",
    "slow",
    "landscape",
  ],
  ...["雨夜", "城市", "自然", "人物", "片头", "片尾", "备用", "已交付", "客户甲", "冬天"],
];

export const titles = [
  "Opening shot",
  "Final cut",
  "Harbour, take two",
  "Rain test",
  "雨夜 定稿",
  "片头",
  "Fox, the good one",
];
