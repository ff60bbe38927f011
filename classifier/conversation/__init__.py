"""What the messages of one submission say together, that none of them says alone.

Start with :class:`ConversationState`; :func:`read` is the same fed with a whole conversation.
"""

from classifier.conversation.reading import Reading
from classifier.conversation.state import ConversationState, read
from classifier.conversation.together import Conversation, Place, Softened

__all__ = ["Conversation", "ConversationState", "Place", "Reading", "Softened", "read"]
