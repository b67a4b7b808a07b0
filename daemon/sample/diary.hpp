// The architects' diaries while the stories are told: who holds which interview at what time, never two at
// once.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workflows/partner/calendar.hpp"

namespace waymark::sample {

struct Architect {
    std::string who;  // as the cast calls him
    std::vector<std::string> competences;
};
const std::vector<Architect>& architects();

struct Slot {
    std::string architect;
    Instant starts_at;
};

class Diary {
  public:
    explicit Diary(const partner::Calendar& calendar) : calendar_(calendar) {}
    /// An hour of that day with somebody who is competent; no architect when all are taken.
    Slot book(partner::Date date, const std::string& technology);

  private:
    const partner::Calendar& calendar_;
    std::map<std::pair<std::string, partner::Date>, int> taken_;
};

}  // namespace waymark::sample
