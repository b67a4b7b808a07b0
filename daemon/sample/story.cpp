#include "daemon/sample/story.hpp"

#include "states/check.hpp"

namespace waymark::sample {

Story::Story(std::string title, int number, Stage stage, Luck luck)
    : title_(std::move(title)),
      stage_(stage),
      luck_(luck),
      company_(sample::company(number, luck_)),
      owner_(sample::person(company_.russian, luck_)),
      pam_("pam-" + std::to_string(1 + number % 3)),
      day_(stage.days.oldest() + 1),
      at_(stage.days.beginning()) {}

Story& Story::on(int day, int time_of_day) {
    CHECK(day >= 1 && day <= day_,
          title_ + " goes back from day " + std::to_string(day_) + " to " + std::to_string(day));
    if (day == day_) time_of_day = std::max(time_of_day, time_of_day_ + 1);
    day_ = day;
    time_of_day_ = time_of_day;
    at_ = stage_.days.at(day, time_of_day);
    return *this;
}

void Story::post(const std::string& who, std::string path, boost::json::value body, std::string as) {
    steps_.push_back({at_, who, "/api/v1/" + std::move(path), std::move(body), std::move(as)});
}

Story& Story::create(const std::string& who, const std::string& collection, boost::json::object body,
                     const std::string& as) {
    post(who, collection, std::move(body), as);
    return *this;
}

Story& Story::send(const std::string& who, const std::string& to, const std::string& event,
                   boost::json::object data) {
    post(who, "instances/@" + to + "/events",
         boost::json::object{{"event", event}, {"data", std::move(data)}}, {});
    return *this;
}

Story& Story::person(const std::string& as, const std::string& name, boost::json::array roles,
                     const std::string& partner, boost::json::array competences) {
    // Somebody without an address is written to in vain.
    boost::json::object body{
        {"name", name}, {"email", as + "@people.example.org"}, {"roles", std::move(roles)}};
    if (!partner.empty()) body["partner"] = partner;
    if (!competences.empty()) body["competences"] = std::move(competences);
    create("admin", "persons", std::move(body), as);
    return create("admin", "tokens", {{"person", "@" + as}}, as);
}

}  // namespace waymark::sample
