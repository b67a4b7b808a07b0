// What a step sends to others: notifications, events to instances of the same family, starts of new ones.
// Receivers are settled when it is sent, in order; delivered later, first in, first out. Part of a trip.
#pragma once

#include <deque>

#include "workflows/runtime/stage.hpp"

namespace waymark::runtime {

inline constexpr std::string_view notify_type = "urn:waymark:notify";
inline constexpr std::string_view instance_type = "urn:waymark:instance";
inline constexpr std::string_view start_type = "urn:waymark:start";
/// Before a workflow, as the target of a start: the instance is the root of a new family.
inline constexpr std::string_view to_new_family = "new-family/";
/// Before a workflow, as the target of an event: those of the sender's children, or of its family.
inline constexpr std::string_view to_children = "children/";
inline constexpr std::string_view to_family = "family/";

/// One notification for each audience in the parameter `to`. False: the send names no message or no audience.
bool append_notifications(const states::Send& send, bool late, bool suppressed,
                          std::vector<Notification>& notifications);

/// Something on its way to one instance.
struct Message {
    InstanceId receiver, sender;
    FamilyId family;      // the receiver's
    Sequence record = 0;  // the sender's
    const Definition* starts =
        nullptr;  // the receiver comes into being by it, with the arguments and the key
    std::string key;
    states::Value arguments;
    states::Event event;  // name empty: none
};

class Messages {
  public:
    explicit Messages(Stage& stage) : stage_(stage) {}

    /// Queues what the send means. `sender` is the record that is being made. Appends the receivers.
    /// False: there is no such receiver; nothing was queued.
    bool post(const states::Send& send, const Record& sender, std::vector<InstanceId>& addressed);
    std::optional<Message> next();

  private:
    /// Somebody who is there, or will be when the messages before are delivered.
    struct Member {
        InstanceId id, parent;
        FamilyId family;
        std::string_view workflow;
        std::string key;
    };
    bool post_event(const states::Send& send, const Record& sender, std::vector<InstanceId>& addressed);
    bool post_start(const states::Send& send, const Record& sender, std::vector<InstanceId>& addressed);
    [[nodiscard]] std::vector<InstanceId> receivers(std::string_view target, const Record& sender);
    /// Who begins a family may be told, in the trip that begins it, by those who come into being there; no
    /// other event leaves its family: timers of the other one could be due before it.
    [[nodiscard]] FamilyId family_of(InstanceId receiver, const Record& sender);
    [[nodiscard]] bool can_receive(InstanceId id, const Record& sender);
    [[nodiscard]] std::optional<InstanceId> find(const Definition& definition, std::string_view key,
                                                 const Record& sender);

    Stage& stage_;
    std::deque<Message> queue_;
    std::vector<Member> coming_;   // to be started by messages in the queue
    std::vector<FamilyId> begun_;  // by this trip
};

}  // namespace waymark::runtime
