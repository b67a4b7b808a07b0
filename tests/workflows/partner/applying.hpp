// Applications at every stage, and what their events are told of the windows: for the tests of the chart.
#pragma once

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {

inline constexpr const char* april_open =
    "'window': {'open': true, 'key': '2026-04', 'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': "
    "'2026-04-30T21:00:00.000Z'}";
inline constexpr const char* april_ahead =
    "'window': {'open': false, 'key': '2026-04', 'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': "
    "'2026-04-30T21:00:00.000Z'}";
inline constexpr const char* april_extended =
    "'window': {'open': true, 'key': '2026-04', 'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': "
    "'2026-05-10T21:00:00.000Z'}";
inline constexpr const char* october_ahead =
    "'window': {'open': false, 'key': '2026-10', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': "
    "'2026-10-31T21:00:00.000Z'}";
inline constexpr const char* october_open =
    "'window': {'open': true, 'key': '2026-10', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': "
    "'2026-10-31T21:00:00.000Z'}";
inline constexpr const char* next_april_ahead =
    "'window': {'open': false, 'key': '2027-04', 'opens_at': '2027-03-31T21:00:00.000Z', 'ends_at': "
    "'2027-04-30T21:00:00.000Z'}";

inline const Instant march = msk("2026-03-10 12:00"), april = msk("2026-04-02 12:00");

inline states::Value facts(const std::string& fact, const std::string& more = "") {
    return json("{" + more + (more.empty() ? "" : ", ") + "'facts': {" + fact + "}}");
}
inline std::string both(const std::string& fact, const std::string& other) { return fact + ", " + other; }

inline std::string eligibility(const std::string& result, const std::string& of_projects) {
    return "'eligibility': {'version': 'r1', 'result': '" + result +
           "', 'import': null, 'review_on': null, 'conditions': ["
           "{'code': 'C1', 'kind': 'agreement', 'result': 'pass', 'text': {'en': 'It is signed.', 'ru': "
           "'Подписан.'}}, "
           "{'code': 'P', 'kind': 'projects', 'result': '" +
           of_projects + "', 'text': {'en': 'One project short.', 'ru': 'Не хватает одного проекта.'}}]}";
}
inline const std::string all_met = eligibility("pass", "pass");
inline const std::string one_unknown = eligibility("unknown", "unknown");
inline const std::string one_unmet = eligibility("fail", "fail");
inline states::Value met() { return facts(all_met); }

inline Life draft(const std::string& technology = "devops", Instant at = march) {
    return {"application", json("{'technology': '" + technology + "'}"), at};
}
inline Life complete_draft(const std::string& technology = "devops", Instant at = march) {
    Life application = draft(technology, at);
    EXPECT_TRUE(application.send("draft.save",
                                 json("{'solutions': ['subject:1'], 'business_plan': 'subject:2', "
                                      "'specialists': ['subject:3', 'subject:4']}"),
                                 at));
    return application;
}
inline Life submitted(const std::string& technology = "devops", Instant at = march,
                      const std::string& window = april_ahead) {
    Life application = complete_draft(technology, at);
    EXPECT_TRUE(application.send("submit", facts(window), at));
    return application;
}
inline Life in_review(const std::string& technology = "devops", Instant at = march,
                      const std::string& window = april_ahead) {
    Life application = submitted(technology, at, window);
    EXPECT_TRUE(application.as("pam").send("check", met(), at));
    return application;
}
inline Life in_interview(Instant at = march, const std::string& window = april_ahead) {
    Life application = in_review("devops", at, window);
    EXPECT_TRUE(application.send("complete", met(), at));
    return application;
}
inline Life ready(const std::string& technology = "devops", Instant at = march,
                  const std::string& window = april_ahead) {
    if (technology == "ml-ai") {
        Life application = in_review(technology, at, window);
        EXPECT_TRUE(application.send("complete", met(), at));
        return application;
    }
    Life application = in_interview(at, window);
    EXPECT_TRUE(application.send("interview.passed",
                                 json("{'architect': 'the architect', 'recommendations': 'subject:9'}"), at));
    return application;
}

/// Lives are moved, not copied.
template <class... Each>
std::vector<Life> several(Each... each) {
    std::vector<Life> lives;
    (lives.push_back(std::move(each)), ...);
    return lives;
}

}  // namespace waymark::partner
