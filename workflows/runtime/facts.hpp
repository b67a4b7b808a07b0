// What an event is given beside the data its sender gave: the facts it declares, by the program, from
// instances of any family. Part of a step; recorded with the event, so that nobody asks twice.
#pragma once

#include <map>
#include <shared_mutex>
#include <unordered_map>

#include "workflows/runtime/program.hpp"

namespace waymark::runtime {

/// The committed part of Program::lookups: who stands under which key. In memory, filled by observing.
/// Thread: any.
class Lookups {
  public:
    explicit Lookups(const Program& program) : program_(program) {}

    void take(const Instance& instance);
    /// CHECKs that the program has this lookup.
    [[nodiscard]] const Lookup& at(std::string_view name) const;
    [[nodiscard]] std::vector<InstanceId> find(std::string_view name, std::string_view key) const;

  private:
    struct Index {
        std::multimap<std::string, InstanceId, std::less<>> by_key;
        std::unordered_map<InstanceId, std::string> key_of;
    };
    const Program& program_;
    mutable std::shared_mutex mutex_;
    std::map<std::string, Index, std::less<>> indexes_;
};

/// What the event declares, as an object of a member each; undefined when it declares nothing.
states::Value facts_for(const Program& program, const Instance& instance, const states::Event& event,
                        Instant at, const FindInstances& find);
/// An event from outside: its origin is the person who sends it, the four eyes of guards.
states::Event event_from(const Actor& actor, std::string_view name, states::Value data);
/// The event with them in its data; unchanged when they are undefined.
states::Event with_facts(states::Event event, const states::Value& facts);

}  // namespace waymark::runtime
