"""The grounds of the rules: articles whose text was read, and the authority's own requirements where there is none."""

from app.values.verdict import OWN_RULE, Article

OWN = Article(OWN_RULE)

_SAFETY = "《中华人民共和国安全生产法》"
_PENALTY = "《中华人民共和国行政处罚法》"
_CHECKS = "《重庆市规范涉企行政检查办法》"

SAFETY_65_1_2 = Article(f"{_SAFETY}第六十五条第一款第二项", "安全生产法/65/1/2")
SAFETY_65_1_3 = Article(f"{_SAFETY}第六十五条第一款第三项", "安全生产法/65/1/3")
SAFETY_67_2 = Article(f"{_SAFETY}第六十七条第二款", "安全生产法/67/2")
SAFETY_68 = Article(f"{_SAFETY}第六十八条", "安全生产法/68")
SAFETY_118_2 = Article(f"{_SAFETY}第一百一十八条第二款", "安全生产法/118/2")

PENALTY_24 = Article(f"{_PENALTY}第二十四条", "行政处罚法/24")
PENALTY_29 = Article(f"{_PENALTY}第二十九条", "行政处罚法/29")
PENALTY_37 = Article(f"{_PENALTY}第三十七条", "行政处罚法/37")
PENALTY_42_1 = Article(f"{_PENALTY}第四十二条第一款", "行政处罚法/42/1")
PENALTY_44 = Article(f"{_PENALTY}第四十四条", "行政处罚法/44")
PENALTY_51 = Article(f"{_PENALTY}第五十一条", "行政处罚法/51")
PENALTY_52_1 = Article(f"{_PENALTY}第五十二条第一款", "行政处罚法/52/1")
PENALTY_58_1_2 = Article(f"{_PENALTY}第五十八条第一款第二项", "行政处罚法/58/1/2")
PENALTY_60 = Article(f"{_PENALTY}第六十条", "行政处罚法/60")
PENALTY_62 = Article(f"{_PENALTY}第六十二条", "行政处罚法/62")
PENALTY_63_1 = Article(f"{_PENALTY}第六十三条第一款", "行政处罚法/63/1")

CHECKS_3 = Article(f"{_CHECKS}第三条", "重庆市规范涉企行政检查办法/3")
CHECKS_15 = Article(f"{_CHECKS}第十五条", "重庆市规范涉企行政检查办法/15")
CHECKS_15_2 = Article(f"{_CHECKS}第十五条第二款", "重庆市规范涉企行政检查办法/15/2")
CHECKS_17 = Article(f"{_CHECKS}第十七条", "重庆市规范涉企行政检查办法/17")
CHECKS_17_2 = Article(f"{_CHECKS}第十七条第二款", "重庆市规范涉企行政检查办法/17/2")
CHECKS_18 = Article(f"{_CHECKS}第十八条", "重庆市规范涉企行政检查办法/18")
