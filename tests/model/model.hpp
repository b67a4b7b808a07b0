// The simplest program that could be right: partners and their notices in maps, to compare the service's
// answers with.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace waymark::model {

using Day = std::chrono::sys_days;

struct Notice {
    std::string partner, state = "received";
    Day received{}, exit{};
};

struct Partner {
    std::string state = "active";
    bool debt = false;
    std::string notice;  // the open one
};

/// Keys are the service's ids, in order of creation (they grow with time).
class Model {
  public:
    explicit Model(Day today) : today_(today) {}

    std::map<std::string, Partner> partners;
    std::map<std::string, Notice> notices;

    [[nodiscard]] Day today() const { return today_; }
    void give_notice(const std::string& partner, const std::string& notice);
    void accept(const std::string& notice);
    void withdraw(const std::string& notice);
    void refuse(const std::string& notice);
    /// Days pass; partners leave at 00:00 of their exit day.
    void advance(std::chrono::days days);

  private:
    void close(const std::string& notice, const char* state);
    Day today_;
};

}  // namespace waymark::model
