// One family's part of the sample program, told forwards in time: who sends which command at which minute.
// Steps only; nothing is sent from here. Days are counted in business days before today, so a greater number
// is an older day.
#pragma once

#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "daemon/sample/days.hpp"
#include "daemon/sample/diary.hpp"
#include "daemon/sample/names.hpp"

namespace waymark::sample {

/// A POST. In `path` and `body`, “@name” stands for the id of what the story calls so: a workflow (its newest
/// instance that the story has moved), a name given by `as`, or WORKFLOW:STATE, an instance of the story's
/// partner (before it has one: of anybody) that is in it.
struct Step {
    Instant at;
    std::string who;  // somebody of the cast, “admin”, or a person of the story's own
    std::string path;
    boost::json::value body;
    std::string
        as;  // what the instance, or the owner of the token, that the step makes is called from then on
};

/// What all stories share while they are told.
struct Stage {
    const Days& days;
    Diary& diary;
};

class Story {
  public:
    Story(std::string title, int number, Stage stage, Luck luck);

    // Where the story stands: at the very beginning, then later and later. Never backwards (CHECK); a day has
    // four times, 0 to 3.
    Story& on(int day, int time_of_day = 0);
    /// A day within these, `newest` to `oldest`.
    Story& between(int newest, int oldest) { return on(luck_.between(newest, oldest)); }
    [[nodiscard]] int day() const { return day_; }
    /// The date of the day it stands at.
    [[nodiscard]] partner::Date date() const { return stage_.days.before(day_); }

    // What somebody does there and then.
    Story& create(const std::string& who, const std::string& collection, boost::json::object body,
                  const std::string& as = {});
    Story& send(const std::string& who, const std::string& to, const std::string& event,
                boost::json::object data = {});
    /// A person with one role and a token: from then on somebody who can act. `partner`: “@partner” or
    /// nothing.
    Story& person(const std::string& as, const std::string& name, boost::json::array roles,
                  const std::string& partner = {}, boost::json::array competences = {});

    [[nodiscard]] const Days& days() const { return stage_.days; }
    [[nodiscard]] Diary& diary() const { return stage_.diary; }
    [[nodiscard]] Luck& luck() { return luck_; }
    [[nodiscard]] const Company& company() const { return company_; }
    [[nodiscard]] const Person& owner() const { return owner_; }
    /// Its account manager, of the cast.
    [[nodiscard]] const std::string& pam() const { return pam_; }
    /// Who speaks for the company: its owner when the story has one, or else its account manager.
    [[nodiscard]] const std::string& speaker() const { return has_owner_ ? owner_name_ : pam_; }
    void give_owner() { has_owner_ = true; }
    /// The text in the company's language.
    [[nodiscard]] std::string say(const char* russian, const char* english) const {
        return company_.russian ? russian : english;
    }

    /// From when it has joined, its customers use enough of this technology's services every month.
    void uses(const std::string& technology) { used_.insert(technology); }
    [[nodiscard]] const std::set<std::string>& used() const { return used_; }

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

  private:
    void post(const std::string& who, std::string path, boost::json::value body, std::string as);

    std::string title_;
    Stage stage_;
    Luck luck_;
    Company company_;
    Person owner_;
    std::string pam_, owner_name_ = "owner";
    bool has_owner_ = false;
    std::set<std::string> used_;
    int day_, time_of_day_ = -1;
    Instant at_;
    std::vector<Step> steps_;
};

}  // namespace waymark::sample
