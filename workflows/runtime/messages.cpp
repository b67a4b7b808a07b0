#include "workflows/runtime/messages.hpp"

namespace waymark::runtime {

namespace {

/// The data without one parameter.
states::Value without(const states::Value& data, std::string_view name) {
    return data.is_object() ? data.with(name, {}) : data;
}

states::Event event_of(const states::Send& send, states::Value data, InstanceId sender,
                       std::string_view type) {
    states::Event event;
    event.name = send.event;
    event.data = std::move(data);
    if (send.named) event.sendid = send.id;
    event.origin = to_text(sender);
    event.origintype = type;
    return event;
}

}  // namespace

bool append_notifications(const states::Send& send, bool late, bool suppressed,
                          std::vector<Notification>& notifications) {
    const auto& to = send.data["to"];
    if (send.event.empty() || (!to.is_string() && !to.is_array())) return false;
    const auto fields = without(send.data, "to");
    const auto append = [&](const states::Value& audience) {
        if (!audience.is_string() || audience.string().empty()) return false;
        notifications.push_back({send.event, audience.string(), fields, late, suppressed});
        return true;
    };
    if (to.is_string()) return append(to);
    const auto before = notifications.size();
    for (const auto& audience : to.array()) {
        if (append(audience)) continue;
        notifications.resize(before);
        return false;
    }
    return true;
}

bool Messages::post(const states::Send& send, const Record& sender, std::vector<InstanceId>& addressed) {
    if (send.type == instance_type) return post_event(send, sender, addressed);
    if (send.type == start_type) return post_start(send, sender, addressed);
    return false;
}

std::optional<Message> Messages::next() {
    if (queue_.empty()) return std::nullopt;
    auto message = std::move(queue_.front());
    queue_.pop_front();
    if (message.starts) std::erase_if(coming_, [&](const Member& m) { return m.id == message.receiver; });
    return message;
}

bool Messages::post_event(const states::Send& send, const Record& sender,
                          std::vector<InstanceId>& addressed) {
    if (send.event.empty()) return false;
    const bool may_be_none = send.target == "children" || send.target.starts_with(to_children) ||
                             send.target.starts_with(to_family);
    const auto found = receivers(send.target, sender);
    if (found.empty()) return may_be_none;
    bool all_receive = true;
    for (const auto receiver : found) {
        if (!can_receive(receiver, sender)) {
            all_receive = false;
            continue;
        }
        addressed.push_back(receiver);
        queue_.push_back({receiver,
                          sender.instance,
                          family_of(receiver, sender),
                          sender.sequence,
                          nullptr,
                          {},
                          {},
                          event_of(send, send.data, sender.instance, instance_type)});
    }
    return all_receive;
}

bool Messages::post_start(const states::Send& send, const Record& sender,
                          std::vector<InstanceId>& addressed) {
    const bool begins = send.target.starts_with(to_new_family);
    const auto* definition =
        stage_.definitions.newest(std::string_view(send.target).substr(begins ? to_new_family.size() : 0));
    if (!definition) return false;
    Message message{{},
                    sender.instance,
                    sender.family,
                    sender.sequence,
                    nullptr,
                    std::string(send.data["key"].string_or("")),
                    {},
                    {}};
    const auto data = without(send.data, "key");
    if (!send.event.empty()) message.event = event_of(send, data, sender.instance, start_type);
    if (const auto known =
            message.key.empty() || begins ? std::nullopt : find(*definition, message.key, sender)) {
        if (send.event.empty()) return true;
        if (!can_receive(*known, sender)) return false;
        message.receiver = *known;
    } else {
        message.receiver = stage_.batch.new_id();
        message.starts = definition;
        message.arguments = data;
        if (begins) begun_.push_back(message.family = family_rooted_at(message.receiver));
        coming_.push_back(
            {message.receiver, sender.instance, message.family, definition->workflow, message.key});
    }
    addressed.push_back(message.receiver);
    queue_.push_back(std::move(message));
    return true;
}

std::vector<InstanceId> Messages::receivers(std::string_view target, const Record& sender) {
    if (target == "parent")
        return sender.parent.number == 0 ? std::vector<InstanceId>{} : std::vector<InstanceId>{sender.parent};
    if (target == "root") return {root_of(sender.family)};
    std::string_view workflow;
    bool children = true;
    if (target.starts_with(to_children)) {
        workflow = target.substr(to_children.size());
    } else if (target.starts_with(to_family)) {
        workflow = target.substr(to_family.size());
        children = false;
    } else if (target != "children") {
        return {};
    }
    std::vector<InstanceId> found;
    const auto take = [&](InstanceId id, InstanceId parent, std::string_view of) {
        if (id == sender.instance || (children && parent != sender.instance)) return;
        if (workflow.empty() || of == workflow) found.push_back(id);
    };
    for (const auto& member : stage_.families.at(sender.family).instances())
        if (member->state.running) take(member->id, member->parent, member->definition->workflow);
    for (const auto& member : coming_)
        if (member.family == sender.family) take(member.id, member.parent, member.workflow);
    return found;
}

FamilyId Messages::family_of(InstanceId receiver, const Record& sender) {
    if (receiver != sender.parent || std::ranges::find(begun_, sender.family) == begun_.end())
        return sender.family;
    const auto* family = stage_.families.of(receiver);
    return family ? family->id() : sender.family;
}

/// Who has ended receives, and does nothing; who is quarantined does not.
bool Messages::can_receive(InstanceId id, const Record& sender) {
    if (id == sender.instance) return true;
    if (const auto& known = stage_.families.at(family_of(id, sender)).find(id))
        return known->quarantine.empty();
    return std::ranges::any_of(coming_, [&](const Member& m) { return m.id == id; });
}

std::optional<InstanceId> Messages::find(const Definition& definition, std::string_view key,
                                         const Record& sender) {
    for (const auto& member : stage_.families.at(sender.family).instances())
        if (member->key == key && member->definition->workflow == definition.workflow && !is_undone(*member))
            return member->id;
    for (const auto& member : coming_)
        if (member.family == sender.family && member.key == key && member.workflow == definition.workflow)
            return member.id;
    return std::nullopt;
}

}  // namespace waymark::runtime
