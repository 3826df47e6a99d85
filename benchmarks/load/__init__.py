"""The service under load: reads beside analyses, ingestion beside the bare pipeline, memory."""
